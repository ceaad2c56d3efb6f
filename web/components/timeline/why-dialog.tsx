'use client'

import type { Entry } from '@parley/client'
import type { Answer } from '@parley/protocol'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import { DeliveryRow } from '../ui/delivery-row.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'

type Why = Answer<'notification.why'>

const ways = ['notify', 'alert', 'push', 'mail'] as const

/** Says in words why the person is told of a message, or is not, and what went out to them. */
export function WhyDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const words = useMarksWords().why
  const { answer, failure } = useAnswer('notification.why', { messageId: entry.id })
  return (
    <Dialog title={words.title} onClose={onClose}>
      <Failure words={failure} />
      <div className="why" aria-busy={!answer && !failure}>
        {answer && <Told answer={answer} />}
      </div>
    </Dialog>
  )
}

function Told({ answer }: { answer: Why }) {
  const words = useMarksWords().why
  // A newer server may know reasons that this page has no words for.
  const reasons = answer.why.flatMap((reason) => Object.entries(words.reasons).find(([known]) => known === reason)?.[1] ?? [])
  return (
    <>
      <p>{answer.notify ? words.told : words.silent}</p>
      {answer.notify && (
        <ul>
          {ways
            .filter((way) => answer[way])
            .map((way) => (
              <li key={way}>{words.ways[way]}</li>
            ))}
        </ul>
      )}
      <h3>{words.because}</h3>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <h3>{words.went}</h3>
      {answer.deliveries.length === 0 && <p>{words.nothingWent}</p>}
      <ul className="list">
        {answer.deliveries.map((delivery) => (
          <DeliveryRow key={`${delivery.at} ${delivery.way} ${delivery.note}`} delivery={delivery} />
        ))}
      </ul>
      <p className="dialog-words">{words.asThingsAre}</p>
    </>
  )
}
