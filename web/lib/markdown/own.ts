import { OwnEmoji } from '../../components/emoji/own-emoji.tsx'
import type { Inline } from './tree.ts'

/** `:name:`, where no word stands before it. Whether it means anything is decided when it is drawn. */
const OWN = /(?<![\p{L}\p{N}]):[a-z0-9](?:[a-z0-9_+-]{0,30}[a-z0-9])?:/giu

/** Text with the workspace's emoji in it. */
export function ownIn(text: string): Inline[] {
  const out: Inline[] = []
  let at = 0
  for (const match of text.matchAll(OWN)) {
    if (!/[a-z]/i.test(match[0])) continue
    if (match.index > at) out.push({ is: 'text', text: text.slice(at, match.index) })
    out.push({ is: 'part', text: match[0], Part: OwnEmoji })
    at = match.index + match[0].length
  }
  if (at < text.length) out.push({ is: 'text', text: text.slice(at) })
  return out
}
