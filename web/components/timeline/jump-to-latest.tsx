import { ArrowDown } from 'lucide-react'
import { useFormats, useWords } from '../../hooks/use-words.ts'

/** The way back to now, for who reads further up. */
export function JumpToLatest({ unread, onJump }: { unread: number; onJump: () => void }) {
  const say = useWords().timeline
  const { number } = useFormats()
  return (
    <button type="button" className="to-latest" onClick={onJump}>
      <ArrowDown size={15} />
      {say.jumpToLatest}
      {unread > 0 && <span className="n">{unread > 999 ? `${number(999)}+` : number(unread)}</span>}
    </button>
  )
}
