'use client'

import { useAnswer } from '../../hooks/use-answer.ts'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { DeliveryRow } from '../ui/delivery-row.tsx'
import { Failure } from '../ui/failure.tsx'

const SHOWN = 20

/** What went out to this person, and a button that sends one of each. */
export function NoticeLog() {
  const client = useClient()
  const words = useSettingsWords().notices
  const { answer, failure, again } = useAnswer('notification.log', {})
  const { busy, failure: refused, run } = useRequest()
  const test = () => void run(() => client.call('notification.test', {})).then(again)
  return (
    <div className="form settings-part">
      <h2>{words.log}</h2>
      <p className="settings-words">{words.logWords}</p>
      <div className="settings-foot">
        <button type="button" className="button" disabled={busy} onClick={test}>
          {words.test}
        </button>
      </div>
      <Failure words={refused ?? failure} />
      <ul className="list settings-rows" aria-busy={!answer}>
        {answer?.deliveries.slice(0, SHOWN).map((delivery) => (
          <DeliveryRow key={`${delivery.at} ${delivery.way} ${delivery.messageId}`} delivery={delivery} />
        ))}
      </ul>
      {answer?.deliveries.length === 0 && <p className="settings-words">{words.logEmpty}</p>}
    </div>
  )
}
