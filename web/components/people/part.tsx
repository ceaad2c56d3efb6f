'use client'

import type { Conversation, Entry } from '@parley/client'
import type { User } from '@parley/protocol'
import type { RefObject } from 'react'
import { AskMenu } from './ask-menu.tsx'
import { Asks } from './asks.tsx'
import { DirectStatus } from './direct-status.tsx'
import { OwnPresence } from './own-presence.tsx'
import { StatusMark } from './status-mark.tsx'
import { UnderTimeline } from './under-timeline.tsx'

export type Part =
  | { is: 'presence' }
  | { is: 'status'; user: User }
  | { is: 'direct'; conversation: Conversation; words?: boolean }
  | { is: 'under'; conversation: Conversation }
  | { is: 'asks'; entry: Entry }
  | { is: 'menu'; channelId: string; field: RefObject<HTMLTextAreaElement | null> }

/** What is said of people, around names and under messages. One piece of code that comes later, by what it is: the first load pays for one. */
export function PeoplePart(part: Part) {
  switch (part.is) {
    case 'status':
      return <StatusMark user={part.user} />
    case 'direct':
      return <DirectStatus conversation={part.conversation} words={part.words ?? false} />
    case 'under':
      return <UnderTimeline conversation={part.conversation} />
    case 'asks':
      return <Asks entry={part.entry} />
    case 'menu':
      return <AskMenu channelId={part.channelId} field={part.field} />
    case 'presence':
      return <OwnPresence />
  }
}
