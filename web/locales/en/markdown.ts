/** The few words that are seen around a message's own. */
export const markdown = {
  copy: 'Copy',
  copied: 'Copied',
  copyCode: 'Copy code',
  spoiler: 'Spoiler',
  code: 'Code',
  table: 'Table',
  done: 'Done',
  open: 'Not done',
}
