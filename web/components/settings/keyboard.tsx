'use client'

import { useSettingsWords } from '../../hooks/use-settings-words.ts'

const apple = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)
const keys = [
  ['jump', apple ? '⌘ K' : 'Ctrl K'],
  ['send', 'Enter'],
  ['newLine', 'Shift Enter'],
  ['editLast', '↑'],
  ['close', 'Esc'],
] as const

/** What the keys do. The choice what Enter does stands above them once the composer offers it. */
export function KeyboardSettings() {
  const words = useSettingsWords()
  return (
    <div className="form settings-part">
      <p className="settings-words">{words.keyboardWords}</p>
      <dl className="keys">
        {keys.map(([name, key]) => (
          <div key={name}>
            <dt>{words.keys[name]}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
