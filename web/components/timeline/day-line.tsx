import { ChevronDown } from 'lucide-react'
import { useHistoryWords } from '../../hooks/use-history-words.ts'
import { useActions } from '../../hooks/use-message-actions.ts'
import { dayName } from '../../lib/time.ts'

/** The day that begins here; pressed, it asks for another. */
export function DayLine({ at }: { at: number }) {
  const { askForDate } = useActions()
  const words = useHistoryWords()
  const day = dayName(at, Date.now())
  return (
    <div className="day">
      <button type="button" className="day-name" aria-label={words.dayWith(day)} aria-haspopup="dialog" onClick={() => askForDate(at)}>
        {day}
        <ChevronDown size={13} aria-hidden="true" />
      </button>
    </div>
  )
}
