'use client'

import { Check, Globe, Languages, Monitor, Moon, Sun } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../hooks/use-words.ts'
import { keepLanguage, type LanguageChoice, languageChoice, offered } from '../../lib/locale.ts'
import { setTheme, type Theme, theme } from '../../lib/theme.ts'
import { speak } from '../../lib/words.ts'
import { MenuItem } from '../ui/menu.tsx'

const icons = { system: Monitor, light: Sun, dark: Moon }

/** Light or dark, for this browser. */
export function ThemeItems() {
  const { themes } = useWords().sidebar
  const [chosen, setChosen] = useState<Theme>(theme)
  const choose = (name: Theme) => {
    setTheme(name)
    setChosen(name)
  }
  return (['system', 'light', 'dark'] as const).map((name) => {
    const Icon = icons[name]
    return (
      <Item key={name} icon={<Icon size={16} />} chosen={chosen === name} onChoose={() => choose(name)}>
        {themes[name]}
      </Item>
    )
  })
}

/** The language of the client, for this browser. Each is called what its speakers call it. */
export function LanguageItems() {
  const { sidebar } = useWords()
  const [chosen, setChosen] = useState<LanguageChoice>(languageChoice)
  const choose = (choice: LanguageChoice) => {
    setChosen(choice)
    void speak(keepLanguage(choice))
  }
  return (
    <>
      <Item icon={<Globe size={16} />} chosen={chosen === 'system'} onChoose={() => choose('system')}>
        {sidebar.systemLanguage}
      </Item>
      {offered.map(({ language, name }) => (
        <Item key={language} icon={<Languages size={16} />} chosen={chosen === language} onChoose={() => choose(language)}>
          <bdi lang={language}>{name}</bdi>
        </Item>
      ))}
    </>
  )
}

function Item({ icon, chosen, onChoose, children }: { icon: ReactNode; chosen: boolean; onChoose: () => void; children: ReactNode }) {
  return (
    <MenuItem icon={icon} checked={chosen} onSelect={onChoose}>
      {children}
      {chosen && <Check size={14} className="menu-check" />}
    </MenuItem>
  )
}
