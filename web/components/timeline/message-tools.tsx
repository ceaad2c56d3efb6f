'use client'

import type { Entry } from '@parley/client'
import { Copy, Ellipsis, FolderInput, Link, ListChecks, MailOpen, MessageSquareReply, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../../hooks/use-message-actions.ts'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { useUser } from '../../hooks/use-users.ts'
import { useWords } from '../../hooks/use-words.ts'
import { navigate } from '../../lib/navigate.ts'
import { useShellWords } from '../../lib/shell-words.ts'
import { spoken } from '../../lib/spoken.ts'
import { laterPart } from '../later.tsx'
import { AnswersItem } from '../people/answers-item.tsx'
import { LaterItems } from '../planned/message-items.tsx'
import { QuickReactions } from '../reactions/quick-reactions.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { MarkItems } from './mark-items.tsx'

const MoveDialog = laterPart(async () => (await import('../thread/move-dialog.tsx')).MoveDialog)

/** What can be done with a message, where the eye is; it lies over the text and moves nothing. Who does not see it hears of which message. */
export function MessageTools({ entry }: { entry: Entry }) {
  const actions = useActions()
  const say = useWords().timeline
  const { messageBy } = useShellWords()
  const author = useUser(entry.authorId)?.name ?? ''
  const { replyInThread } = useThreadWords()
  const thread = actions.threadPath(entry)
  const mayEdit = actions.mayEdit(entry)
  const mayDelete = actions.mayDelete(entry)
  const [moving, setMoving] = useState(false)
  const tools = (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to a form
    <div className="acts" role="group" aria-label={messageBy(author, spoken(entry.content))}>
      {actions.mayReact(entry) && <QuickReactions entry={entry} />}
      {mayEdit ? (
        <IconButton label={say.edit} onClick={() => actions.edit(entry)}>
          <Pencil size={15} />
        </IconButton>
      ) : (
        <IconButton label={say.copyLink} onClick={() => actions.copyLink(entry)}>
          <Link size={15} />
        </IconButton>
      )}
      {thread !== null && (
        <IconButton label={replyInThread} onClick={() => navigate(thread)}>
          <MessageSquareReply size={15} className="points" />
        </IconButton>
      )}
      {mayDelete && (
        <IconButton label={say.delete} onClick={() => actions.askToDelete(entry)}>
          <Trash2 size={15} />
        </IconButton>
      )}
      <Menu label={say.more} icon={<Ellipsis size={16} />}>
        <MoreItems entry={entry} onMove={() => setMoving(true)} />
      </Menu>
    </div>
  )
  return (
    <>
      {tools}
      {moving && <MoveDialog entries={[entry]} onClose={() => setMoving(false)} />}
    </>
  )
}

/** All of it by name, also what has a button of its own. */
function MoreItems({ entry, onMove }: { entry: Entry; onMove: () => void }) {
  const actions = useActions()
  const say = useWords().timeline
  const { replyInThread, moveTitle, select } = useThreadWords()
  const thread = actions.threadPath(entry)
  const mayEdit = actions.mayEdit(entry)
  const mayDelete = actions.mayDelete(entry)
  return (
    <>
      <MarkItems entry={entry} />
      {thread !== null && (
        <MenuItem icon={<MessageSquareReply size={16} />} onSelect={() => navigate(thread)}>
          {replyInThread}
        </MenuItem>
      )}
      {actions.mayMark && (
        <MenuItem icon={<MailOpen size={16} />} onSelect={() => actions.markUnread(entry)}>
          {say.markUnread}
        </MenuItem>
      )}
      <LaterItems entry={entry} />
      <MenuItem icon={<Link size={16} />} onSelect={() => actions.copyLink(entry)}>
        {say.copyLink}
      </MenuItem>
      <MenuItem icon={<Copy size={16} />} onSelect={() => actions.copyText(entry)}>
        {say.copyText}
      </MenuItem>
      <AnswersItem entry={entry} />
      <MenuItem icon={<ListChecks size={16} />} onSelect={() => actions.ask('select', entry)}>
        {select}
      </MenuItem>
      {mayEdit && (
        <MenuItem icon={<Pencil size={16} />} onSelect={() => actions.edit(entry)}>
          {say.edit}
        </MenuItem>
      )}
      {mayDelete && (
        <MenuItem icon={<FolderInput size={16} />} onSelect={onMove}>
          {moveTitle}
        </MenuItem>
      )}
      {mayDelete && (
        <MenuItem icon={<Trash2 size={16} />} danger onSelect={() => actions.askToDelete(entry)}>
          {say.delete}
        </MenuItem>
      )}
    </>
  )
}
