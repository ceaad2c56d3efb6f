'use client'

import type { CommandInput, Preferences } from '@parley/protocol'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { Field } from '../ui/field.tsx'
import { SwitchLine } from './switch-line.tsx'

const DAYS = [1, 2, 3, 4, 5, 6, 0]
const NIGHTS = { days: DAYS, from: 22 * 60, to: 7 * 60 }
const HOUR_MS = 3_600_000
const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const minuteOf = (text: string): number | null => (/^\d\d:\d\d$/.test(text) ? Number(text.slice(0, 2)) * 60 + Number(text.slice(3)) : null)

interface Props {
  preferences: Preferences
  change: (changes: CommandInput<'preferences.update'>) => void
}

/** When nothing may disturb: for a while, and at the same hours of some days. */
export function QuietHours({ preferences: { quiet, timeZone }, change }: Props) {
  const words = useSettingsWords().notices
  const { whole } = useFormats()
  const { hours } = quiet
  const until = quiet.until !== null && quiet.until > Date.now() ? quiet.until : null
  const set = (next: Partial<NonNullable<typeof hours>>) => change({ quiet: { ...quiet, hours: { ...(hours ?? NIGHTS), ...next } } })
  return (
    <div className="form settings-part">
      <h2>{words.quiet}</h2>
      <div className="settings-foot">
        {until === null ? (
          [1, 4, 24].map((count) => (
            <button type="button" className="button" key={count} onClick={() => change({ quiet: { ...quiet, until: Date.now() + count * HOUR_MS } })}>
              {words.quietFor(count)}
            </button>
          ))
        ) : (
          <>
            <span>{words.quietUntil(whole(until))}</span>
            <button type="button" className="button" onClick={() => change({ quiet: { ...quiet, until: null } })}>
              {words.quietEnd}
            </button>
          </>
        )}
      </div>
      <SwitchLine
        label={words.quietHours}
        hint={words.quietHint(timeZone || 'UTC')}
        checked={hours !== null}
        onChange={(on) => change({ quiet: { ...quiet, hours: on ? NIGHTS : null } })}
      />
      {hours && (
        <>
          <div className="settings-foot">
            <Time label={words.from} minute={hours.from} set={(from) => set({ from })} />
            <Time label={words.to} minute={hours.to} set={(to) => set({ to })} />
          </div>
          <div className="settings-foot">
            {DAYS.map((day) => (
              <button
                type="button"
                key={day}
                className="button small"
                aria-pressed={hours.days.includes(day)}
                onClick={() => set({ days: hours.days.includes(day) ? hours.days.filter((one) => one !== day) : [...hours.days, day] })}
              >
                {words.days[day]}
              </button>
            ))}
          </div>
        </>
      )}
    </div>
  )
}

function Time({ label, minute, set }: { label: string; minute: number; set: (minute: number) => void }) {
  const typed = (text: string) => {
    const next = minuteOf(text)
    if (next !== null) set(next)
  }
  return <Field label={label} type="time" value={clock(minute)} onChange={(event) => typed(event.target.value)} />
}
