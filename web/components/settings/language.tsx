'use client'

import { useSettingsWords } from '../../hooks/use-settings-words.ts'

/** The language of the page. */
export function LanguageSettings() {
  return (
    <div className="form settings-part">
      <LanguageChoice />
    </div>
  )
}

/** The place of the choice of languages: as long as there is one language, that is said. */
function LanguageChoice() {
  return <p className="settings-words">{useSettingsWords().languageWords}</p>
}
