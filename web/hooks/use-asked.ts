import type { CommandInput } from '@parley/protocol'
import { useState } from 'react'
import { uuidv7 } from 'uuidv7'
import { about } from '../lib/about.ts'
import { afterPaint } from '../lib/after-paint.ts'
import { useClient } from './use-client.ts'
import { useRequest } from './use-request.ts'

/** Sends what a dialog asks, under one id for all its tries, into the channel it was opened in. */
export function useAsked(onClose: () => void) {
  const client = useClient()
  const [{ channelId, words, sent }] = useState(() => ({ ...about }))
  const [id] = useState(uuidv7)
  const { busy, failure, run } = useRequest()
  const send = async (message: Pick<CommandInput<'message.send'>, 'content' | 'poll' | 'priority'>) => {
    if (!(await run(() => client.call('message.send', { id, channelId, ...message })))) return
    onClose()
    // While the dialog stands, what lies under it takes no words.
    afterPaint(sent)
  }
  return { words, busy, failure, send }
}
