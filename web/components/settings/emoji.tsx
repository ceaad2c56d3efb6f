'use client'

import type { CustomEmoji } from '@parley/protocol'
import { SmilePlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { emojisOf, pictureOf, shortNameOf, useCustomEmoji } from '../../hooks/use-custom-emoji.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useUser } from '../../hooks/use-users.ts'
import { isAdmin } from '../../lib/conversation.ts'
import { wordsOf } from '../../lib/failure.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Failure } from '../ui/failure.tsx'
import { EmojiDialog } from './emoji-dialog.tsx'

/** The workspace's own emoji: what there is, and what this person may add, rename and remove. */
export function EmojiSettings() {
  const { client, me, workspace } = useSession()
  const words = useSettingsWords().emoji
  const all = useCustomEmoji()
  const [failure, setFailure] = useState<string | null>(null)
  const [open, setOpen] = useState<CustomEmoji | 'new' | null>(null)
  const [removing, setRemoving] = useState<CustomEmoji | null>(null)
  useEffect(() => {
    emojisOf(client)
      .load()
      .catch((error: unknown) => setFailure(wordsOf(error)))
  }, [client])
  const mayAdd = me.role !== 'guest' && (isAdmin(me) || workspace.emoji !== 'admins')
  return (
    <div className="form settings-part">
      <p className="settings-words">{mayAdd ? words.words : words.adminsOnly}</p>
      {mayAdd && (
        <div className="settings-foot">
          <button type="button" className="button primary" onClick={() => setOpen('new')}>
            <SmilePlus size={16} aria-hidden="true" /> {words.add}
          </button>
        </div>
      )}
      <Failure words={failure} />
      <ul className="list settings-rows">
        {all.map((emoji) => (
          <EmojiRow
            key={emoji.id}
            emoji={emoji}
            may={me.role !== 'guest' && (emoji.createdBy === me.id || isAdmin(me))}
            onChange={() => setOpen(emoji)}
            onRemove={() => setRemoving(emoji)}
          />
        ))}
      </ul>
      {all.length === 0 && <p className="settings-words">{words.none}</p>}
      {open && <EmojiDialog emoji={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {removing && (
        <Confirm
          title={words.removeTitle(shortNameOf(removing))}
          words={words.removeWords}
          action={words.remove}
          onConfirm={() => client.call('emoji.remove', { emojiId: removing.id })}
          onClose={() => setRemoving(null)}
        />
      )}
    </div>
  )
}

function EmojiRow({ emoji, may, onChange, onRemove }: { emoji: CustomEmoji; may: boolean; onChange: () => void; onRemove: () => void }) {
  const words = useSettingsWords().emoji
  const name = useUser(emoji.createdBy)?.name ?? '…'
  const short = shortNameOf(emoji)
  return (
    <li className="list-row">
      {/* biome-ignore lint/performance/noImgElement: exported pages have no optimiser */}
      <img className="emoji-large" src={pictureOf(emoji)} alt="" />
      <span className="list-main">
        <b>{short}</b>
        <small dir="auto">{[...emoji.aliases.map((alias) => `:${alias}:`), words.by(name)].join(' · ')}</small>
      </span>
      {may && (
        <>
          <button type="button" className="button small" aria-label={words.changeOne(short)} onClick={onChange}>
            {words.change}
          </button>
          <button type="button" className="button small" aria-label={words.removeOne(short)} onClick={onRemove}>
            {words.remove}
          </button>
        </>
      )}
    </li>
  )
}
