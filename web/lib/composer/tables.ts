/** Rows of a spreadsheet, as its cells were copied: at least two columns, all rows of one width, and no indented code. */
export function rowsOfTabs(plain: string): string[][] | null {
  const rows = plain
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.split('\t'))
  const width = rows[0]?.length ?? 0
  if (rows.length < 2 || width < 2 || rows.some((row) => row.length !== width)) return null
  return rows.every((row) => (row[0] ?? '').trim() === '') || rows.some((row) => row.every((cell) => cell.trim() === '')) ? null : rows
}

/** A table in Markdown; its first row is the head. A bar or a line break inside of a cell would end it. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map((row) => row.length))
  const line = (row: readonly string[]) => `| ${Array.from({ length: width }, (_, at) => cell(row[at] ?? '')).join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head), line(Array.from({ length: width }, () => '---')), ...body.map(line)].join('\n')
}

const cell = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<!\\)\|/g, '\\|')
