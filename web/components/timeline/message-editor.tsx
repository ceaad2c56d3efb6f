'use client'

import type { Entry } from '@parley/client'
import { useEffect, useRef, useState } from 'react'
import { useActions } from '../../hooks/use-message-actions.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useWritingWords } from '../../hooks/use-writing-words.ts'
import { charactersLeft } from '../../lib/characters.ts'
import { CharactersLeft } from '../composer/characters-left.tsx'
import { WritingField } from '../composer/writing-field.tsx'
import { Failure } from '../ui/failure.tsx'

/** Changes a message in its place. Esc leaves it as it was. */
export function MessageEditor({ entry }: { entry: Entry }) {
  const { save, endEdit, askToDelete } = useActions()
  const words = useWritingWords()
  const [text, setText] = useState(entry.content)
  const { busy, failure, run } = useRequest()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(entry.content.length, entry.content.length)
    field.current?.scrollIntoView({ block: 'nearest' })
  }, [entry.content.length])
  const tooLong = (charactersLeft(text) ?? 0) < 0
  const submit = async () => {
    const content = text.trimEnd()
    if (busy || tooLong) return
    if (content.trim() === '') return askToDelete(entry)
    if (content === entry.content || (await run(() => save(entry, content)))) endEdit()
  }
  return (
    <div className="editor">
      <WritingField
        field={field}
        channelId={entry.channelId}
        label={words.editMessage}
        text={text}
        onChange={setText}
        onSend={() => void submit()}
        onEscape={endEdit}
      />
      <Failure words={failure} />
      <div className="editor-foot">
        <button type="button" className="button small" onClick={endEdit}>
          {words.cancel}
        </button>
        <button type="button" className="button small primary" disabled={busy || tooLong} onClick={submit}>
          {words.save}
        </button>
        <CharactersLeft text={text} />
      </div>
    </div>
  )
}
