import { newId } from '@parley/client'
import type { CommandInput } from '@parley/protocol'
import { useState } from 'react'
import type { Begun } from '../components/people/dialogs.tsx'
import { afterPaint } from '../lib/after-paint.ts'
import { useClient } from './use-client.ts'
import { useRequest } from './use-request.ts'

/** Sends what a dialog asks, under one id for all its tries, into the channel it was opened in. */
export function useAsked({ channelId, sent }: Begun, onClose: () => void) {
  const client = useClient()
  const [id] = useState(newId)
  const { busy, failure, run } = useRequest()
  const send = async (message: Pick<CommandInput<'message.send'>, 'content' | 'poll' | 'priority'>) => {
    if (!(await run(() => client.call('message.send', { id, channelId, ...message })))) return
    onClose()
    // While the dialog stands, what lies under it takes no words.
    afterPaint(sent)
  }
  return { busy, failure, send }
}
