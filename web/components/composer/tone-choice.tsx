'use client'

import { useId } from 'react'
import { useMarksWords } from '../../hooks/use-marks-words.ts'

const HANDS = ['✋', '✋🏻', '✋🏼', '✋🏽', '✋🏾', '✋🏿']

/** The skin tone of all emoji that have one. */
export function ToneChoice({ tone, onChange }: { tone: number; onChange: (tone: number) => void }) {
  const { tones } = useMarksWords()
  const name = useId()
  return (
    <fieldset className="picker-tones">
      <legend className="visually-hidden">{tones.title}</legend>
      {HANDS.map((hand, at) => (
        <label key={hand} title={tones.names[at]} data-checked={at === tone || undefined}>
          <input type="radio" className="visually-hidden" name={name} aria-label={tones.names[at]} checked={at === tone} onChange={() => onChange(at)} />
          <span aria-hidden="true">{hand}</span>
        </label>
      ))}
    </fieldset>
  )
}
