'use client'

import type { Entry, Mark } from '@parley/client'
import { SmilePlus } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import { useActions } from '../../hooks/use-message-actions.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { Glyph } from '../emoji/own-emoji.tsx'
import { IconButton } from '../ui/icon-button.tsx'

/** The emoji under a message: how many, who, and mine marked. A press puts one's own there, or takes it back. */
export function Reactions({ entry }: { entry: Entry }) {
  const actions = useActions()
  const words = useMarksWords()
  const [near, setNear] = useState(false)
  const come = () => setNear(true)
  const may = actions.mayReact(entry)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to a form
    <div className="reactions" role="group" aria-label={words.reactions} onPointerEnter={come} onFocus={come}>
      {entry.marks?.map((mark) => (
        <Chip key={mark.emoji} {...{ entry, mark, may, near }} />
      ))}
      {may && (
        <IconButton label={words.react} className="reaction-more" aria-haspopup="dialog" onClick={(event) => actions.askToReact(entry, event.currentTarget)}>
          <SmilePlus size={15} />
        </IconButton>
      )}
    </div>
  )
}

function Chip({ entry, mark, may, near }: { entry: Entry; mark: Mark; may: boolean; near: boolean }) {
  const { react } = useActions()
  const { me } = useSession()
  const { number } = useFormats()
  const words = useMarksWords()
  const names = useNames(mark, near)
  const mine = mark.userIds.includes(me.id)
  const label = words.people(mark.emoji, mark.count)
  return (
    <button
      type="button"
      className="reaction"
      aria-pressed={mine}
      aria-disabled={!may}
      aria-label={names ? `${label}: ${names}` : label}
      title={names}
      onClick={() => may && react(entry, mark.emoji, !mine)}
    >
      <span aria-hidden="true">
        <Glyph emoji={mark.emoji} />
      </span>
      <b aria-hidden="true">{number(mark.count)}</b>
    </button>
  )
}

const nothing = (): (() => void) => () => {}

/** Who put it there, as far as it is known; asked for once somebody comes near: a page of messages would ask for hundreds. */
function useNames({ userIds, count }: Mark, near: boolean): string | undefined {
  const { client, me } = useSession()
  const words = useMarksWords()
  const { users } = client
  const version = () => (near ? users.version() : 0)
  useSyncExternalStore(near ? users.subscribe : nothing, version, version)
  if (!near) return undefined
  const known = userIds.map((id) => (id === me.id ? words.mine : (users.get(id)?.name ?? '…'))).join(', ')
  return count > userIds.length ? words.more(known, count - userIds.length) : known
}
