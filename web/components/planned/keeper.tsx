'use client'

import type { Reminder } from '@parley/protocol'
import { Clock } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useLaters, useLaterWords, useReminders } from '../../hooks/use-later.ts'
import { useShell } from '../../hooks/use-shell.ts'
import { DraftSync } from '../../lib/draft-sync.ts'
import { wordsOf } from '../../lib/failure.ts'
import { goTo } from '../../lib/go-to.ts'
import { askWhen, onWhen, whenAsked } from '../../lib/when.ts'
import { WhenDialog } from './when-dialog.tsx'

/** What goes on beside everything: reminders that have fired are said, times are asked for, and drafts follow their writer. */
export function Keeper() {
  const laters = useLaters()
  const { client, me } = useSession()
  const asked = useSyncExternalStore(onWhen, whenAsked, () => null)
  const fired = useReminders().filter(({ state }) => state === 'fired')
  useEffect(() => new DraftSync(client, laters, me.id).start(), [client, laters, me.id])
  return (
    <>
      <div className="reminders" role="status">
        {fired.slice(0, 3).map((reminder) => (
          <Fired key={reminder.id} reminder={reminder} />
        ))}
      </div>
      {asked && <WhenDialog question={asked} onClose={() => askWhen(null)} />}
    </>
  )
}

/** A reminder whose time has come, until somebody says what becomes of it. */
function Fired({ reminder }: { reminder: Reminder }) {
  const { client } = useSession()
  const words = useLaterWords()
  const shell = useShell()
  const pathOf = usePathOf()
  const change = (input: { at?: number; done?: boolean }) =>
    void client.call('reminder.update', { reminderId: reminder.id, ...input }).catch((error: unknown) => shell.say(wordsOf(error), true))
  const { messageId } = reminder
  const open = async () => {
    if (!messageId) return
    const message = await client.call('message.get', { messageId }).catch(() => null)
    if (message) goTo(client, message.channelId, pathOf, message.seq)
    else shell.say(words.gone, true)
  }
  return (
    <section className="reminder" aria-label={words.reminder}>
      <Clock size={16} aria-hidden="true" />
      <p dir="auto">{reminder.content || words.reminder}</p>
      {messageId && (
        <button type="button" className="button" onClick={() => void open()}>
          {words.open}
        </button>
      )}
      <button type="button" className="button" onClick={() => change({ at: Date.now() + 20 * 60_000 })}>
        {words.snooze}
      </button>
      <button type="button" className="button primary" onClick={() => change({ done: true })}>
        {words.done}
      </button>
    </section>
  )
}
