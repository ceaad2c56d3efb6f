'use client'

import { newId } from '@parley/client'
import { type CustomEmoji, LIMITS } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { pictureOf, shortNameOf } from '../../hooks/use-custom-emoji.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { nameFrom, pictureFrom } from '../../lib/emoji-picture.ts'
import { Dialog } from '../ui/dialog.tsx'
import { DialogFoot } from '../ui/dialog-foot.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { PictureField } from './picture-field.tsx'

const namesIn = (text: string): string[] => text.split(/[\s,]+/).filter((name) => name !== '')

/** A new emoji, or other names for one that is there. */
export function EmojiDialog({ emoji, onClose }: { emoji: CustomEmoji | null; onClose: () => void }) {
  const client = useClient()
  const words = useSettingsWords()
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const [aliases, setAliases] = useState(emoji?.aliases.join(' ') ?? '')
  const [picture, setPicture] = useState('')
  const { busy, failure, run } = useRequest()
  const take = (file: File) =>
    void run(async () => {
      setPicture(await pictureFrom(file))
      setName((before) => before || nameFrom(file.name))
    })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const further = namesIn(aliases)
    const done = await run(() =>
      emoji ? client.call('emoji.change', { emojiId: emoji.id, aliases: further }) : client.call('emoji.add', { id, name, aliases: further, picture }),
    )
    if (done) onClose()
  }
  return (
    <Dialog title={emoji ? shortNameOf(emoji) : words.emoji.add} onClose={onClose}>
      <form className="form" onSubmit={save}>
        {emoji ? (
          // biome-ignore lint/performance/noImgElement: exported pages have no optimiser
          <img className="emoji-large" src={pictureOf(emoji)} alt="" />
        ) : (
          <NewEmoji name={name} onName={setName} picture={picture} onTake={take} />
        )}
        <Field
          label={words.emoji.aliases}
          hint={words.emoji.aliasesHint}
          autoComplete="off"
          autoCapitalize="off"
          value={aliases}
          onChange={(event) => setAliases(event.target.value)}
        />
        <Failure words={failure} />
        <DialogFoot onClose={onClose} disabled={busy || (!emoji && (picture === '' || name.trim() === ''))}>
          {words.save}
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function NewEmoji({ name, onName, picture, onTake }: { name: string; onName: (name: string) => void; picture: string; onTake: (file: File) => void }) {
  const words = useSettingsWords()
  return (
    <>
      <PictureField label={words.emoji.picture} hint={words.emoji.pictureHint} picture={picture} onTake={onTake} />
      <Field
        label={words.name}
        hint={words.emoji.nameHint}
        autoComplete="off"
        autoCapitalize="off"
        maxLength={LIMITS.emojiNameChars + 2}
        value={name}
        onChange={(event) => onName(event.target.value)}
      />
    </>
  )
}
