import { ArrowDown } from 'lucide-react'

/** The way back to now, for who reads further up. */
export function JumpToLatest({ unread, onJump }: { unread: number; onJump: () => void }) {
  return (
    <button type="button" className="to-latest" onClick={onJump}>
      <ArrowDown size={15} />
      Jump to latest
      {unread > 0 && <span className="n">{unread > 999 ? '999+' : unread}</span>}
    </button>
  )
}
