'use client'

import { useSession } from '../../hooks/use-client.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { Avatar } from '../ui/avatar.tsx'
import { LookChoices } from './look-choices.tsx'

/** How Parley looks in this browser, with a message to see it by. */
export function AppearanceSettings() {
  const { me } = useSession()
  const words = useSettingsWords()
  return (
    <div className="form settings-part">
      <p className="settings-words">{words.appearanceWords}</p>
      <LookChoices />
      <div className="settings-sample msg first" aria-hidden="true">
        <Avatar userId={me.id} />
        <div className="msg-main">
          <header className="msg-head">
            <span className="who" dir="auto">
              {me.name}
            </span>
          </header>
          <div className="body">{words.sample}</div>
        </div>
      </div>
    </div>
  )
}
