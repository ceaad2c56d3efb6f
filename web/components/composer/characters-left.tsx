import { useWritingWords } from '../../hooks/use-writing-words.ts'
import { charactersLeft } from '../../lib/characters.ts'

/** What may still be written, once that is few; and how much is too much, while nothing of it is lost. */
export function CharactersLeft({ text }: { text: string }) {
  const words = useWritingWords()
  const left = charactersLeft(text)
  if (left === null) return null
  return (
    <span className={left < 0 ? 'left over' : 'left'} role="status">
      {left < 0 ? words.over(-left) : words.left(left)}
    </span>
  )
}
