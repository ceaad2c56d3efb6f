import { useWords } from '../hooks/use-words.ts'

/** Nothing to show, and why; one thing to do about it. */
export function Standstill({ title, words, action }: { title: string; words: string; action?: string }) {
  const { general } = useWords()
  return (
    <div className="standstill" role="alert">
      <h1>{title}</h1>
      <p>{words}</p>
      <button type="button" className="button primary" onClick={() => location.reload()}>
        {action ?? general.tryAgain}
      </button>
    </div>
  )
}
