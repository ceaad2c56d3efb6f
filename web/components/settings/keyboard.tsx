'use client'

import { usePreference } from '../../hooks/use-preference.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { ENTER_BREAKS } from '../../lib/composer/preferences.ts'
import { shortcuts } from '../../lib/shortcuts.ts'
import { ShortcutGroups } from '../dialogs/shortcut-groups.tsx'
import { Choice } from '../ui/choice.tsx'

/** What Enter does, and what all the other keys do. */
export function KeyboardSettings() {
  const words = useSettingsWords()
  const [breaks, setBreaks] = usePreference(ENTER_BREAKS)
  const options = [
    { value: 'sends', label: words.enter.sends, hint: words.enter.sendsHint },
    { value: 'breaks', label: words.enter.breaks, hint: words.enter.breaksHint },
  ]
  return (
    <div className="form settings-part">
      <Choice legend={words.enter.legend} options={options} value={breaks ? 'breaks' : 'sends'} onChange={(value) => setBreaks(value === 'breaks')} />
      <p className="settings-words">{words.keyboardWords}</p>
      <ShortcutGroups found={shortcuts} heading="h2" />
    </div>
  )
}
