'use client'

import type { Entry } from '@parley/client'
import { useClient } from '../../hooks/use-client.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Confirm } from '../ui/confirm.tsx'

/** Words that are deleted are gone for everybody; so it is asked once. */
export function DeleteConfirm({ message, onClose }: { message: Entry; onClose: () => void }) {
  const client = useClient()
  const say = useWords().timeline
  return <Confirm title={say.deleteTitle} words={say.deleteWords} action={say.deleteAction} onConfirm={() => client.delete(message.id)} onClose={onClose} />
}
