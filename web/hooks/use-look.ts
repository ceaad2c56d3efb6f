import { useState } from 'react'
import { contrast, setContrast, setTextSize, textSize } from '../lib/look.ts'
import { setTheme, theme } from '../lib/theme.ts'

/** How this browser shows Parley; every choice is kept and holds at once. */
export function useLook() {
  return {
    theme: useKept(theme, setTheme),
    contrast: useKept(contrast, setContrast),
    textSize: useKept(textSize, setTextSize),
  }
}

function useKept<T>(read: () => T, keep: (value: T) => void): { value: T; choose(value: T): void } {
  const [value, setValue] = useState<T>(read)
  const choose = (chosen: T) => {
    keep(chosen)
    setValue(chosen)
  }
  return { value, choose }
}
