'use client'

import { type ReactNode, useState } from 'react'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useWords } from '../../hooks/use-words.ts'
import { keepLanguage, type LanguageChoice, languageChoice, offered } from '../../lib/locale.ts'
import { speak } from '../../lib/words.ts'
import { Choice } from '../ui/choice.tsx'

/** The language of the page, in this browser. Each is called what its speakers call it. */
export function LanguageSettings() {
  const words = useSettingsWords()
  const { sidebar } = useWords()
  const [chosen, setChosen] = useState<LanguageChoice>(languageChoice)
  const choose = (choice: LanguageChoice) => {
    setChosen(choice)
    void speak(keepLanguage(choice))
  }
  const options = [
    { value: 'system' as LanguageChoice, label: sidebar.systemLanguage as ReactNode, hint: words.languageOfBrowser },
    ...offered.map(({ language, name }) => ({ value: language as LanguageChoice, label: <bdi lang={language}>{name}</bdi>, hint: '' })),
  ]
  return (
    <div className="form settings-part">
      <Choice legend={words.sections.language} options={options} value={chosen} onChange={choose} />
    </div>
  )
}
