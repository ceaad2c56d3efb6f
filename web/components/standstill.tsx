/** Nothing to show, and why; one thing to do about it. */
export function Standstill({ title, words, action = 'Try again' }: { title: string; words: string; action?: string }) {
  return (
    <div className="standstill" role="alert">
      <h1>{title}</h1>
      <p>{words}</p>
      <button type="button" className="button primary" onClick={() => location.reload()}>
        {action}
      </button>
    </div>
  )
}
