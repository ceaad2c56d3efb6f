'use client'

import { useMemo } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { useDirectory } from '../../hooks/use-users.ts'
import { useWords } from '../../hooks/use-words.ts'
import type { Catalogue } from '../../locales/en.ts'

/** Who is writing. Its place is always there, so that nothing moves. */
export function TypingLine({ channelId }: { channelId: string }) {
  const { typing } = useClient()
  const ids = useReadable(useMemo(() => typing.in(channelId), [typing, channelId]))
  const lookup = useDirectory()
  const say = useWords().composer
  const names = ids.map((id) => (lookup(id)?.name ?? say.somebody).split(' ')[0] ?? '')
  return (
    <div className="typing" role="status">
      {wordsFor(names, say)}
    </div>
  )
}

function wordsFor(names: readonly string[], say: Catalogue['composer']): string {
  const [first, second] = names
  if (!first) return ''
  if (!second) return say.typing(first)
  return names.length === 2 ? say.twoTyping(first, second) : say.severalTyping
}
