'use client'

import type { Entry } from '@parley/client'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useActions } from '../../hooks/use-message-actions.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useWords } from '../../hooks/use-words.ts'
import { charactersLeft } from '../../lib/characters.ts'
import { Failure } from '../ui/failure.tsx'

/** Changes a message in its place. Esc leaves it as it was. */
export function MessageEditor({ entry }: { entry: Entry }) {
  const { save, endEdit, askToDelete } = useActions()
  const say = useWords()
  const [text, setText] = useState(entry.content)
  const { busy, failure, run } = useRequest()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(entry.content.length, entry.content.length)
    field.current?.scrollIntoView({ block: 'nearest' })
  }, [entry.content.length])
  const submit = async () => {
    const content = text.trimEnd()
    if (busy || (charactersLeft(content) ?? 0) < 0) return
    if (content.trim() === '') return askToDelete(entry)
    if (content === entry.content || (await run(() => save(entry, content)))) endEdit()
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') endEdit()
    else if (event.key === 'Enter' && !event.shiftKey) void submit()
    else return
    event.preventDefault()
  }
  return (
    <div className="editor">
      <textarea
        ref={field}
        rows={1}
        dir="auto"
        aria-label={say.timeline.edit}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
      />
      <Failure words={failure} />
      <div className="editor-foot">
        <button type="button" className="button small" onClick={endEdit}>
          {say.general.cancel}
        </button>
        <button type="button" className="button small primary" disabled={busy} onClick={submit}>
          {say.general.save}
        </button>
      </div>
    </div>
  )
}
