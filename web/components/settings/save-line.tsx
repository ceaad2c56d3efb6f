'use client'

import { useSettingsWords } from '../../hooks/use-settings-words.ts'

interface Props {
  changed: boolean
  valid: boolean
  busy: boolean
  saved: boolean
  onDiscard: () => void
}

/** Saves what was changed, or takes it back; says when it is saved. */
export function SaveLine({ changed, valid, busy, saved, onDiscard }: Props) {
  const words = useSettingsWords()
  return (
    <footer className="settings-foot">
      <button type="submit" className="button primary" disabled={busy || !changed || !valid}>
        {words.save}
      </button>
      {changed && (
        <button type="button" className="button" disabled={busy} onClick={onDiscard}>
          {words.discard}
        </button>
      )}
      <span role="status">{saved && !changed ? words.saved : ''}</span>
    </footer>
  )
}
