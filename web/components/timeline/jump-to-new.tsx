import { ArrowUp, X } from 'lucide-react'
import { useWords } from '../../hooks/use-words.ts'
import { IconButton } from '../ui/icon-button.tsx'

/** The way up to the first new message, for who stands below it. */
export function JumpToNew({ count, onJump, onDismiss }: { count: number; onJump: () => void; onDismiss: () => void }) {
  const { history: words } = useWords()
  return (
    <div className="to-new">
      <button type="button" onClick={onJump}>
        <ArrowUp size={15} />
        {words.newAbove(count)}
      </button>
      <IconButton label={words.dismiss} onClick={onDismiss}>
        <X size={14} />
      </IconButton>
    </div>
  )
}
