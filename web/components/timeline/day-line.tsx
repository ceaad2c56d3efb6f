import { ChevronDown } from 'lucide-react'
import { useActions } from '../../hooks/use-message-actions.ts'
import { useFormats, useWords } from '../../hooks/use-words.ts'

/** The day that begins here; pressed, it asks for another. */
export function DayLine({ at }: { at: number }) {
  const { askForDate } = useActions()
  const { history: words } = useWords()
  const { dayName, whole } = useFormats()
  const day = dayName(at, Date.now())
  return (
    <div className="day">
      <button type="button" className="day-name" title={whole(at)} aria-label={words.dayWith(day)} aria-haspopup="dialog" onClick={() => askForDate(at)}>
        {day}
        <ChevronDown size={13} aria-hidden="true" />
      </button>
    </div>
  )
}
