/** What a clipboard holds, as its types say. */
export interface Clip {
  plain: string
  html: string
  /** What an editor of the VS Code family adds about itself. */
  editor: string
}

export function clipOf(from: DataTransfer): Clip {
  return { plain: from.getData('text/plain').replace(/\r\n?/g, '\n'), html: from.getData('text/html'), editor: from.getData('vscode-editor-data') }
}
