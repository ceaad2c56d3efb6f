import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { focusDetailsButton } from '../lib/focus.ts'
import { useKept } from './use-kept.ts'

export const SIDE_PX = { least: 200, most: 400, first: 264 }
export const DETAILS_PX = { least: 280, most: 520, first: 340 }

interface Pane {
  width: number
  resize: (px: number) => void
}
export interface Said {
  words: string
  /** Seen as well as heard: a failure. */
  shown: boolean
  count: number
}

/** How the window is arranged, kept in this browser, and the way to say something aloud. */
export interface Shell {
  sidebar: Pane & { hidden: boolean; toggle: () => void; show: () => void }
  details: Pane & { open: boolean; toggle: () => void; close: () => void; takesFocus: () => boolean }
  sections: { made: readonly string[]; setMade: (names: readonly string[]) => void; collapsed: readonly string[]; collapse: (key: string, on: boolean) => void }
  say: (words: string, shown?: boolean) => void
}

export const ShellContext = createContext<Shell | null>(null)

/** Apart from the rest: it changes with what arrives, and one place shows it. */
export const SaidContext = createContext<Said>({ words: '', shown: false, count: 0 })
export const useSaid = (): Said => useContext(SaidContext)

export function useShell(): Shell {
  const shell = useContext(ShellContext)
  if (!shell) throw new Error('Used outside of the shell')
  return shell
}

/** The one arrangement of this window. */
export function useShellState(): { shell: Shell; said: Said } {
  const sidebar = useSidebarPane()
  const details = useDetailsPane()
  const sections = useSectionState()
  const [said, setSaid] = useState<Said>({ words: '', shown: false, count: 0 })
  const say = useCallback((words: string, shown = false) => setSaid((before) => ({ words, shown, count: before.count + 1 })), [])
  const shell = useMemo(() => ({ sidebar, details, sections, say }), [sidebar, details, sections, say])
  return { shell, said }
}

function useSidebarPane(): Shell['sidebar'] {
  const [hidden, setHidden] = useKept<boolean>('parley:side-hidden', false)
  const [width, resize] = useKept('parley:side-px', SIDE_PX.first)
  return useMemo(() => ({ hidden, width, resize, toggle: () => setHidden(!hidden), show: () => setHidden(false) }), [hidden, width, resize, setHidden])
}

/** The panel remembers what had the focus when it opened, and gives it back. */
function useDetailsPane(): Shell['details'] {
  const [open, setOpen] = useState(false)
  const [width, resize] = useKept('parley:details-px', DETAILS_PX.first)
  const opener = useRef<Element | null>(null)
  const fresh = useRef(false)
  return useMemo(() => {
    // Once it is gone: on a phone it hid the whole conversation, and what is hidden takes no focus.
    const giveBack = () => {
      if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus({ preventScroll: true })
      else focusDetailsButton()
    }
    const close = () => {
      const inside = document.activeElement?.closest('.details') !== null || document.activeElement === document.body
      setOpen(false)
      if (inside) queueMicrotask(giveBack)
    }
    const toggle = () => {
      if (open) return close()
      opener.current = document.activeElement === document.body ? null : document.activeElement
      fresh.current = true
      setOpen(true)
    }
    /** True once after it was opened: not where it merely stays while the conversation changes. */
    const takesFocus = () => {
      const takes = fresh.current
      fresh.current = false
      return takes
    }
    return { open, width, resize, toggle, close, takesFocus }
  }, [open, width, resize])
}

function useSectionState(): Shell['sections'] {
  const [made, setMade] = useKept<readonly string[]>('parley:sections', [])
  const [collapsed, setCollapsed] = useKept<readonly string[]>('parley:collapsed', [])
  return useMemo(() => {
    const collapse = (key: string, on: boolean) => setCollapsed(on ? [...new Set([...collapsed, key])] : collapsed.filter((one) => one !== key))
    return { made, setMade, collapsed, collapse }
  }, [made, setMade, collapsed, setCollapsed])
}
