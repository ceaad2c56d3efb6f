import { safeHref } from '../markdown/href.ts'
import type { Clip } from './clip.ts'
import { inFence } from './code.ts'
import { fenced } from './code-block.ts'
import { markdownOf } from './html.ts'
import { markdownTable, rowsOfTabs } from './tables.ts'
import { type Change, putting, selected, type Written } from './written.ts'

/** What a paste becomes; null leaves it to the browser. Inside of code everything stays as it is. */
export function pasteOf(clip: Clip, written: Written): Change | null {
  if (clip.plain === '' || inFence(written.text, written.from)) return null
  const words = selected(written)
  if (words !== '' && !words.includes('\n') && isAddress(clip.plain) && !isAddress(words))
    return putting(written, `[${words.replace(/[[\]]/g, '\\$&')}](${clip.plain.trim()})`)
  if (clip.editor !== '') return clip.plain.includes('\n') ? putting(written, asBlock(clip.plain, written, languageOf(clip.editor))) : null
  const rich = clip.html === '' ? null : markdownOf(clip.html, clip.plain)
  if (rich?.is === 'code') return putting(written, asBlock(clip.plain, written))
  if (rich?.is === 'table') return putting(written, alone(rich.text, written))
  const rows = rowsOfTabs(clip.plain)
  if (rows) return putting(written, alone(markdownTable(rows), written))
  return rich ? putting(written, rich.text) : null
}

const isAddress = (words: string): boolean => /^\s*https?:\/\/\S+\s*$/i.test(words) && safeHref(words.trim()) !== null
const asBlock = (code: string, written: Written, language = ''): string => alone(fenced(code.replace(/\n+$/, ''), language), written)

/** On lines of its own. */
function alone(block: string, { text, from, to }: Written): string {
  const before = from > 0 && text[from - 1] !== '\n' ? '\n' : ''
  return `${before}${block}${text[to] === '\n' ? '' : '\n'}`
}

function languageOf(editor: string): string {
  const [, mode = ''] = /"mode"\s*:\s*"([\w+#-]{1,30})"/.exec(editor) ?? []
  return mode === 'plaintext' ? '' : mode
}
