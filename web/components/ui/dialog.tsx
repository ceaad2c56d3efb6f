'use client'

import clsx from 'clsx'
import { X } from 'lucide-react'
import { type MouseEvent, type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from 'react'
import { useWords } from '../../hooks/use-words.ts'
import { IconButton } from './icon-button.tsx'

/** Where writing begins, rather than on the cross. */
const FIRST = '[data-first], input:not([type=radio])'

/** To what had the focus; or, should that be gone by then with what was deleted, to what it stood in. */
function wayBack(): () => void {
  const before = document.activeElement
  const around = before?.parentElement?.closest('[tabindex]')
  return () => {
    const to = [before, around].find((element) => element?.isConnected && element !== document.body)
    if (to instanceof HTMLElement) to.focus({ preventScroll: true })
  }
}

/** A native modal dialog: open while it is rendered; Esc, the cross and a press beside it close it, and focus returns where it was. */
export function Dialog({ title, onClose, bare = false, children }: { title: string; onClose: () => void; bare?: boolean; children: ReactNode }) {
  const { general } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    const back = wayBack()
    element?.showModal()
    element?.querySelector<HTMLElement>(FIRST)?.focus()
    return () => {
      element?.close()
      back()
    }
  }, [])
  const cancel = (event: SyntheticEvent) => {
    event.preventDefault()
    onClose()
  }
  const beside = (event: MouseEvent) => event.target === dialog.current && onClose()
  return (
    <dialog ref={dialog} className={clsx('dialog', bare && 'bare')} aria-labelledby={id} onCancel={cancel} onMouseDown={beside}>
      <div className={bare ? 'dialog-bare' : 'dialog-sheet'}>
        <header className={bare ? 'visually-hidden' : 'dialog-head'}>
          <h2 id={id}>{title}</h2>
          {!bare && (
            <IconButton label={general.close} onClick={onClose}>
              <X size={18} />
            </IconButton>
          )}
        </header>
        {children}
      </div>
    </dialog>
  )
}
