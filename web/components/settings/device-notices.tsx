'use client'

import type { CommandInput, Preferences } from '@parley/protocol'
import { useEffect, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { askForNotices, NoPushService, noticesHere, type Standing, stopNotices } from '../../lib/notify/device.ts'
import { Failure } from '../ui/failure.tsx'
import { SwitchLine } from './switch-line.tsx'

interface Props {
  preferences: Preferences
  change: (changes: CommandInput<'preferences.update'>) => void
}

/** Whether this browser shows notifications, and how they sound and read on all devices. */
export function DeviceNotices({ preferences, change }: Props) {
  const client = useClient()
  const words = useSettingsWords().notices
  const { busy, failure, run } = useRequest()
  const [standing, setStanding] = useState<Standing>('off')
  useEffect(() => void noticesHere().then(setStanding), [])
  const turn = (on: boolean) =>
    run(async () => {
      try {
        await (on ? askForNotices(client) : stopNotices(client))
      } catch (failure) {
        throw failure instanceof NoPushService ? new Error(words.hereNoService) : failure
      } finally {
        setStanding(await noticesHere())
      }
    })
  return (
    <div className="form settings-part">
      <SwitchLine
        label={words.here}
        hint={standing === 'refused' ? words.hereRefused : standing === 'impossible' ? words.hereImpossible : words.hereHint}
        checked={standing === 'on'}
        disabled={busy || standing === 'refused' || standing === 'impossible'}
        onChange={(on) => void turn(on)}
      />
      <Failure words={failure} />
      <SwitchLine label={words.sound} checked={preferences.sound} onChange={(sound) => change({ sound })} />
      <SwitchLine label={words.pushWords} hint={words.pushWordsHint} checked={preferences.pushWords} onChange={(pushWords) => change({ pushWords })} />
    </div>
  )
}
