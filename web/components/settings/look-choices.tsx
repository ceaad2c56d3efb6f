'use client'

import { useLook } from '../../hooks/use-look.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { textSizes } from '../../lib/look.ts'
import { Segments } from '../ui/segments.tsx'

const themes = ['system', 'light', 'dark'] as const
const contrasts = ['system', 'standard', 'more'] as const

/** Theme, contrast and size of the text, for this browser. */
export function LookChoices() {
  const words = useSettingsWords()
  const look = useLook()
  return (
    <>
      <Segments
        legend={words.theme}
        options={themes.map((value) => ({ value, label: words.themes[value] }))}
        value={look.theme.value}
        onChange={look.theme.choose}
      />
      <Segments
        legend={words.contrast}
        options={contrasts.map((value) => ({ value, label: words.contrasts[value] }))}
        value={look.contrast.value}
        onChange={look.contrast.choose}
      />
      <Segments
        legend={words.textSize}
        options={textSizes.map((value) => ({ value, label: words.percent(value) }))}
        value={look.textSize.value}
        onChange={look.textSize.choose}
      />
    </>
  )
}
