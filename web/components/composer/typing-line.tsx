'use client'

import { useMemo } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { useDirectory } from '../../hooks/use-users.ts'

/** Who is writing. Its place is always there, so that nothing moves. */
export function TypingLine({ channelId }: { channelId: string }) {
  const { typing } = useClient()
  const ids = useReadable(useMemo(() => typing.in(channelId), [typing, channelId]))
  const lookup = useDirectory()
  const names = ids.map((id) => (lookup(id)?.name ?? 'Somebody').split(' ')[0] ?? '')
  return (
    <div className="typing" role="status">
      {words(names)}
    </div>
  )
}

function words(names: readonly string[]): string {
  const [first, second] = names
  if (!first) return ''
  if (!second) return `${first} is typing…`
  return names.length === 2 ? `${first} and ${second} are typing…` : 'Several people are typing…'
}
