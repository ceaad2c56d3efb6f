'use client'

import type { Client } from '@parley/client'
import type { Message } from '@parley/protocol'
import { useEffect, useState } from 'react'
import { useClient, useSession } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useDirectory } from '../../hooks/use-users.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { conversationName, signedName } from '../../lib/conversation.ts'
import { goTo } from '../../lib/go-to.ts'
import { findByRoute, routeOf, wholeId } from '../../lib/paths.ts'
import { MarkdownBody } from '../markdown/body.tsx'

const MOST = 3
const LINK = /https?:\/\/[^\s<>()[\]"]+\/c\/[^\s<>()[\]"]+\/-?\d+/g

/** Messages that a message links to, shown under it: as their reader may read them, and nothing where that may not be. */
export function Unfolded({ content }: { content: string }) {
  const own = (content.match(LINK) ?? []).filter((link) => URL.canParse(link) && new URL(link).origin === location.origin)
  return [...new Set(own)].slice(0, MOST).map((link) => <Linked key={link} link={link} />)
}

function Linked({ link }: { link: string }) {
  const client = useClient()
  const { me } = useSession()
  const lookup = useDirectory()
  const pathOf = usePathOf()
  const { shortDate, clock } = useFormats()
  const [message, setMessage] = useState<Message | null>(null)
  useEffect(() => {
    let here = true
    find(client, new URL(link).pathname).then(
      (found) => here && setMessage(found),
      () => {}, // what may not be read stays a link
    )
    return () => {
      here = false
    }
  }, [client, link])
  if (!message || message.deleted) return null
  const place = client.conversations.get().find(({ channel }) => channel.id === message.channelId)
  return (
    <blockquote className="unfolded">
      <button type="button" className="quoted" onClick={() => goTo(client, message.channelId, pathOf, message.seq)}>
        <b dir="auto">{lookup(message.authorId)?.name ?? '…'}</b>
        <span dir="auto">
          {place && `${signedName(place, conversationName(place, me.id, lookup))} · `}
          {shortDate(message.createdAt)} {clock(message.createdAt)}
        </span>
      </button>
      <MarkdownBody content={message.content} />
    </blockquote>
  )
}

/** The message of an address, by its conversation and number. */
async function find(client: Client, path: string): Promise<Message | null> {
  const route = routeOf(path)
  if (route.at !== 'conversation' || route.seq === null) return null
  const channelId = wholeId(route.shortId) ?? findByRoute(route, client.conversations.get(), ({ channel }) => channel)?.channel.id
  if (!channelId) return null
  const { messages } = await client.call('message.page', { channelId, around: route.seq, limit: 1 })
  return messages.find(({ seq }) => seq === route.seq) ?? null
}
