import type { Conversation, Entry } from '@parley/client'
import type { Message } from '@parley/protocol'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useClient } from './use-client.ts'
import { useReadable } from './use-readable.ts'

export interface ThreadHere {
  /** The message it hangs on; undefined while it is looked for, null where it is not. */
  parent: Entry | null | undefined
  /** Undefined while it is opened, and where nobody has replied. */
  thread: Conversation | undefined
  threadId: string | null
  /** Makes it, or finds the one that somebody else made meanwhile. Answers its id. */
  make(): Promise<string>
}

/** The thread of one message, heard for as long as somebody looks at it. */
export function useThread(conversation: Conversation, seq: number): ThreadHere {
  const client = useClient()
  const parent = useParent(conversation, seq)
  const [made, setMade] = useState<string | null>(null)
  const threadId = parent?.thread?.channelId ?? made
  const online = useReadable(client.status).at === 'online'
  useEffect(() => {
    if (!threadId || !online) return
    client.open(threadId).catch(() => {}) // Lost with its channel, or the connection: then this is drawn again.
  }, [client, threadId, online])
  useEffect(() => {
    if (threadId) return () => client.close(threadId)
  }, [client, threadId])
  const parentId = parent?.id
  const make = useCallback(async () => {
    const head = await client.call('thread.open', { messageId: parentId ?? '' })
    setMade(head.channel.id)
    return head.channel.id
  }, [client, parentId])
  const thread = useReadable(useMemo(() => client.conversation(threadId ?? ''), [client, threadId]))
  return { parent, thread, threadId, make }
}

/** As the channel shows it; asked for where it does not stand there. */
function useParent({ channel }: Conversation, seq: number): Entry | null | undefined {
  const client = useClient()
  const { entries, loaded } = useReadable(useMemo(() => client.timeline(channel.id), [client, channel.id]))
  const shown = entries.find((entry) => entry.seq === seq && !entry.sending)
  const [asked, setAsked] = useState<Message | null | undefined>()
  const missing = loaded && !shown
  useEffect(() => {
    if (!missing) return
    let here = true
    const settle = (row: Message | undefined) => here && setAsked(row?.seq === seq ? row : null)
    client.call('message.page', { channelId: channel.id, around: seq, limit: 1 }).then(
      ({ messages }) => settle(messages[0]),
      () => settle(undefined),
    )
    return () => {
      here = false
    }
  }, [client, channel.id, seq, missing])
  return shown ?? asked
}
