/** The dark modules of a code as one path: a rectangle for every run of them in a row. */
export function qrPath(modules: readonly (readonly boolean[])[]): { size: number; path: string } {
  return { size: modules.length, path: modules.map(rowPath).join('') }
}

function rowPath(row: readonly boolean[], y: number): string {
  const starts = row.flatMap((dark, x) => (dark && !row[x - 1] ? [x] : []))
  return starts.map((x) => `M${x} ${y}h${lengthFrom(row, x)}v1H${x}z`).join('')
}

function lengthFrom(row: readonly boolean[], start: number): number {
  const end = row.indexOf(false, start)
  return (end < 0 ? row.length : end) - start
}
