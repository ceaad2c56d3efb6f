'use client'

import type { Client } from '@parley/client'
import { use, useSyncExternalStore } from 'react'
import { SessionContext } from '../../hooks/use-client.ts'
import { emojisOf, pictureOf } from '../../hooks/use-custom-emoji.ts'

/** `:name:` as the picture that it means here, or as it was typed where it means none (any more). */
export function OwnEmoji({ text }: { text: string }) {
  const session = use(SessionContext)
  return session ? <Known client={session.client} text={text} /> : text
}

function Known({ client, text }: { client: Client; text: string }) {
  const emojis = emojisOf(client)
  const get = () => emojis.named(text.slice(1, -1))
  const found = useSyncExternalStore(emojis.subscribe, get, get)
  if (!found) return text
  // biome-ignore lint/performance/noImgElement: small, of our own server, and exported pages have no optimiser
  return <img className="own-emoji" src={pictureOf(found)} alt={text} title={text} draggable={false} />
}

/** Any emoji that somebody chose: of Unicode, or of the workspace. */
export const Glyph = ({ emoji }: { emoji: string }) => (emoji.startsWith(':') ? <OwnEmoji text={emoji} /> : emoji)
