import type { Group, Message, User } from '@parley/protocol'
import { createContext } from 'react'

/** What the names in a message mean to this person: a handle somebody, a channel's name a path. */
export interface Names {
  user(handle: string): User | Group | undefined
  /** Whether a message of somebody else mentions this person. */
  isMine(message: Pick<Message, 'authorId' | 'mentions'>): boolean
  channel(name: string): string | undefined
  /** This person's own handle. */
  me: string
}

/** Where nothing is known, names are words. */
export const NamesContext = createContext<Names>({ user: () => undefined, isMine: () => false, channel: () => undefined, me: '' })
