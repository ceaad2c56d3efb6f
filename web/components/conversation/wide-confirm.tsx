'use client'

import { LIMITS } from '@parley/protocol'
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useWords } from '../../hooks/use-words.ts'
import { write } from '../../lib/composer/field.ts'
import { Dialog } from '../ui/dialog.tsx'

interface Props {
  channelId: string
  content: string
  field: RefObject<HTMLTextAreaElement | null>
  onSend: (content: string, asked: true) => void
  onClose: () => void
}

/** Asks before many people are addressed at once; where there are few, and where nothing can be asked, it is sent and the server decides. */
export function WideConfirm({ channelId, content, field, onSend, onClose }: Props) {
  const client = useClient()
  const { wide } = useSettingsWords()
  const { general } = useWords()
  const [audience, setAudience] = useState<{ people: number; allowed: boolean } | null>(null)
  const send = () => onSend(content, true)
  const pass = useEffectEvent(send)
  /** The words go back to where they were written. */
  const back = () => {
    onClose()
    if (field.current) write(field.current, { from: 0, to: field.current.value.length, put: content, select: [content.length, content.length] })
  }
  useEffect(() => {
    let here = true
    client.call('mention.audience', { channelId }).then(
      (found) => here && (found.people < LIMITS.manyPeople ? pass() : setAudience(found)),
      () => here && pass(),
    )
    return () => {
      here = false
    }
  }, [client, channelId])
  if (!audience) return null
  return (
    <Dialog title={wide.title(audience.people)} onClose={back}>
      <p className="dialog-words">{audience.allowed ? wide.words : wide.refused}</p>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={back}>
          {general.cancel}
        </button>
        {audience.allowed && (
          <button type="button" className="button primary" onClick={send} data-first>
            {wide.send}
          </button>
        )}
      </footer>
    </Dialog>
  )
}
