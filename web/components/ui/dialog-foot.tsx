'use client'

import type { ReactNode } from 'react'
import { useWords } from '../../hooks/use-words.ts'

/** How a dialog's form ends: the way back, and the one thing that it is for. */
export function DialogFoot({ onClose, disabled, children }: { onClose: () => void; disabled: boolean; children: ReactNode }) {
  const { general } = useWords()
  return (
    <footer className="dialog-foot">
      <button type="button" className="button" onClick={onClose}>
        {general.cancel}
      </button>
      <button type="submit" className="button primary" disabled={disabled}>
        {children}
      </button>
    </footer>
  )
}
