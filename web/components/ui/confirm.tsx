'use client'

import { useRequest } from '../../hooks/use-request.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Dialog } from './dialog.tsx'
import { Failure } from './failure.tsx'

/** Asks once before something that cannot be taken back. */
export function Confirm(props: { title: string; words: string; action: string; onConfirm: () => Promise<unknown>; onClose: () => void }) {
  const { general } = useWords()
  const { busy, failure, run } = useRequest()
  const confirm = async () => (await run(props.onConfirm)) && props.onClose()
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <p className="dialog-words">{props.words}</p>
      <Failure words={failure} />
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={props.onClose}>
          {general.cancel}
        </button>
        <button type="button" className="button danger" disabled={busy} onClick={confirm} data-first>
          {props.action}
        </button>
      </footer>
    </Dialog>
  )
}
