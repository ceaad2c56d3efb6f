import { useWords } from '../hooks/use-words.ts'

/** Nothing to show, and why; one thing to do about it. */
export function Standstill({ title, words }: { title: string; words: string }) {
  const { general } = useWords()
  return (
    <div className="standstill" role="alert">
      <h1>{title}</h1>
      <p>{words}</p>
      <button type="button" className="button primary" onClick={() => location.reload()}>
        {general.tryAgain}
      </button>
    </div>
  )
}
