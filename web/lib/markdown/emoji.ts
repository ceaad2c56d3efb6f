import type { Tree } from './tree.ts'

const PICTURE = String.raw`\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?`
const ONE = String.raw`(?:${PICTURE}(?:\u200d${PICTURE})*|\p{Regional_Indicator}{2})`
const LONE = new RegExp(String.raw`^\s*${ONE}(?:\s*${ONE}){0,2}\s*$`, 'u')
/** Three families of four, with their colours, are no longer than this. */
const LONGEST = 100

/** One to three emoji and nothing else are drawn large. */
export function isLoneEmoji(tree: Tree): boolean {
  const [block, ...more] = tree
  if (block?.is !== 'paragraph' || more.length > 0) return false
  const [node, ...others] = block.inner
  return node?.is === 'text' && others.length === 0 && node.text.length <= LONGEST && LONE.test(node.text)
}
