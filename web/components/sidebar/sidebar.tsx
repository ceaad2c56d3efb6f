'use client'

import { Plus, Search } from 'lucide-react'
import { useSession } from '../../hooks/use-client.ts'
import { useConversations, useHereId } from '../../hooks/use-conversation.ts'
import { useDialogs } from '../../hooks/use-dialogs.ts'
import { useWatched } from '../../hooks/use-users.ts'
import { useWords } from '../../hooks/use-words.ts'
import { othersIn, sections } from '../../lib/conversation.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { WorkspaceMark } from '../ui/workspace-mark.tsx'
import { ConversationRow } from './conversation-row.tsx'
import { OwnFooter } from './own-footer.tsx'

/** The workspace, its channels, its people, and oneself. */
export function Sidebar() {
  const { me, workspace } = useSession()
  const open = useDialogs()
  const say = useWords().sidebar
  const { channels, directs } = sections(useConversations())
  const hereId = useHereId()
  useWatched([me.id, ...directs.flatMap((one) => othersIn(one, me.id))])
  return (
    <nav className="side" aria-label={say.workspace}>
      <div className="ws">
        <WorkspaceMark name={workspace.name} />
        <b dir="auto">{workspace.name}</b>
      </div>
      <button type="button" className="find" onClick={() => open('jump')}>
        <Search size={16} />
        <span className="find-words">{say.searchOrJump}</span>
        <kbd dir="ltr">{onMac ? '⌘' : say.control} K</kbd>
      </button>
      <div className="side-scroll">
        <Heading name={say.channels} action={say.createChannel} onAction={() => open('create')} />
        {channels.map((one) => (
          <ConversationRow key={one.channel.id} conversation={one} here={one.channel.id === hereId} />
        ))}
        <button type="button" className="row quiet" onClick={() => open('browse')}>
          <Plus size={16} />
          {say.browse}
        </button>
        <Heading name={say.directs} action={say.newDirect} onAction={() => open('direct')} />
        {directs.map((one) => (
          <ConversationRow key={one.channel.id} conversation={one} here={one.channel.id === hereId} />
        ))}
        {directs.length === 0 && (
          <button type="button" className="row quiet" onClick={() => open('direct')}>
            <Plus size={16} />
            {say.writeToSomebody}
          </button>
        )}
      </div>
      <OwnFooter />
    </nav>
  )
}

const onMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)

function Heading({ name, action, onAction }: { name: string; action: string; onAction: () => void }) {
  return (
    <div className="sec">
      <h2>{name}</h2>
      <IconButton label={action} onClick={onAction}>
        <Plus size={15} />
      </IconButton>
    </div>
  )
}
