/** The workspace's first letter on ink. */
export function WorkspaceMark({ name }: { name: string }) {
  return (
    <span className="mark" aria-hidden="true">
      {[...name.trim()][0]?.toLowerCase() ?? 'p'}
    </span>
  )
}
