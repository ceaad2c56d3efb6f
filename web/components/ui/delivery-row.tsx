'use client'

import type { Delivery } from '@parley/protocol'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useFormats } from '../../hooks/use-words.ts'

/** One thing that went out to the person: which way, when and where. */
export function DeliveryRow({ delivery: { way, state, note, at } }: { delivery: Delivery }) {
  const words = useSettingsWords().notices
  const { whole } = useFormats()
  return (
    <li className="list-row">
      <span className="list-main">
        <b>
          {words.ways[way]} · {words.states[state]}
        </b>
        <small dir="auto">
          {whole(at)} · {note}
        </small>
      </span>
    </li>
  )
}
