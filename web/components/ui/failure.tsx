/** What went wrong, where it happened. */
export function Failure({ words }: { words: string | null }) {
  if (!words) return null
  return (
    <p className="failure" role="alert">
      {words}
    </p>
  )
}
