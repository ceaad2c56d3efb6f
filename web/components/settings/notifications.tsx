'use client'

import type { CommandInput, Preferences } from '@parley/protocol'
import { useEffect } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useUnsaved } from '../../hooks/use-unsaved.ts'
import { Choice } from '../ui/choice.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { DeviceNotices } from './device-notices.tsx'
import { NoticeLog } from './notice-log.tsx'
import { QuietHours } from './quiet-hours.tsx'
import { SaveLine } from './save-line.tsx'
import { SwitchLine } from './switch-line.tsx'

type Changes = CommandInput<'preferences.update'>
const amounts = ['mentions', 'all', 'nothing'] as const
const pushes = ['away', 'always', 'never'] as const
const waits = [5, 15, 30, 60, 240, 1_440]

/** Of what this person is told, when, and which ways. Each choice is saved as it is made. */
export function NotificationSettings() {
  const client = useClient()
  const preferences = useReadable(client.preferences)
  const request = useRequest()
  const change = (changes: Changes) => void request.run(() => client.call('preferences.update', changes))
  useOwnTimeZone(preferences, change)
  if (!preferences) return <div className="form settings-part" aria-busy="true" />
  return (
    <>
      <Amount preferences={preferences} change={change} />
      <Failure words={request.failure} />
      <Keywords preferences={preferences} />
      <QuietHours preferences={preferences} change={change} />
      <DeviceNotices preferences={preferences} change={change} />
      <Mail preferences={preferences} change={change} />
      <NoticeLog />
    </>
  )
}

interface PartProps {
  preferences: Preferences
  change: (changes: Changes) => void
}

function Amount({ preferences, change }: PartProps) {
  const words = useSettingsWords().notices
  return (
    <div className="form settings-part">
      <p className="settings-words">{words.words}</p>
      <Choice
        legend={words.amount}
        options={amounts.map((value) => ({ value, ...words.amounts[value] }))}
        value={preferences.notify}
        onChange={(notify) => change({ notify })}
      />
      <Choice
        legend={words.push}
        options={pushes.map((value) => ({ value, ...words.pushes[value] }))}
        value={preferences.push}
        onChange={(push) => change({ push })}
      />
    </div>
  )
}

/** Words apart by commas. */
function Keywords({ preferences }: { preferences: Preferences }) {
  const client = useClient()
  const words = useSettingsWords().notices
  const saved = preferences.keywords.join(', ')
  const typed = useUnsaved('notifications', 'keywords', saved)
  const { busy, failure, run } = useRequest()
  const keywords = [...new Set(typed.value.split(',').map((word) => word.trim()))].filter((word) => word !== '')
  const save = async () => (await run(() => client.call('preferences.update', { keywords }))) && typed.forget()
  return (
    <form
      className="form settings-part"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field label={words.keywords} hint={words.keywordsHint} value={typed.value} autoComplete="off" onChange={(event) => typed.set(event.target.value)} />
      <Failure words={failure} />
      <SaveLine changed={typed.changed} valid busy={busy} saved={false} onDiscard={typed.forget} />
    </form>
  )
}

function Mail({ preferences, change }: PartProps) {
  const words = useSettingsWords().notices
  return (
    <div className="form settings-part">
      <SwitchLine label={words.mail} hint={words.mailHint} checked={preferences.mail} onChange={(mail) => change({ mail })} />
      {preferences.mail && (
        <Select
          label={words.mailAfter}
          options={waits.map((value) => ({ value, label: words.minutes(value) }))}
          value={waits.includes(preferences.mailAfter) ? preferences.mailAfter : 30}
          onChange={(mailAfter) => change({ mailAfter })}
        />
      )}
    </div>
  )
}

/** Quiet hours are by the clock on the wall where the person is: the first device that opens this page says where. */
function useOwnTimeZone(preferences: Preferences | null, change: (changes: Changes) => void): void {
  const missing = preferences?.timeZone === ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, when it is missing
  useEffect(() => {
    const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone
    if (missing && timeZone && timeZone !== 'UTC') change({ timeZone })
  }, [missing])
}
