'use client'

import type { Entry } from '@parley/client'
import { useClient } from '../../hooks/use-client.ts'
import { Confirm } from '../ui/confirm.tsx'

/** Words that are deleted are gone for everybody; so it is asked once. */
export function DeleteConfirm({ message, onClose }: { message: Entry; onClose: () => void }) {
  const client = useClient()
  return (
    <Confirm
      title="Delete message?"
      words="Its words will be gone for everybody. Its place stays."
      action="Delete"
      onConfirm={() => client.delete(message.id)}
      onClose={onClose}
    />
  )
}
