import { safeHref } from '../markdown/href.ts'

const BY_TAG: Record<string, string> = { B: '**', STRONG: '**', I: '*', EM: '*', S: '~~', DEL: '~~', STRIKE: '~~' }

/** What a style says of one mark, as editors write it into elements that mean nothing. */
const BY_STYLE = [
  { mark: '**', on: /font-weight:\s*(?:bold|[6-9]00)/i, off: /font-weight:\s*(?:normal|[1-5]00)/i },
  { mark: '*', on: /font-style:\s*italic/i, off: /font-style:\s*normal/i },
  { mark: '~~', on: /text-decoration(?:-line)?:[^;]*line-through/i, off: /text-decoration(?:-line)?:\s*none/i },
]

/** The marks an element puts around its words. A style wins over the tag: documents come wrapped in a bold that is none. A heading is bold by itself. */
export function marksOf(element: Element): string[] {
  if (/^H[1-6]$/.test(element.tagName) || element.closest('pre')) return []
  const style = element.getAttribute('style') ?? ''
  return BY_STYLE.flatMap(({ mark, on, off }) => (on.test(style) || (BY_TAG[element.tagName] === mark && !off.test(style)) ? [mark] : []))
}

/** Marks stand at the words, not at the space around them, and go round no line's end; what is marked so already is not marked twice. */
export function marked(words: string, mark: string): string {
  return words
    .split('\n')
    .map((line) => {
      const [, before = '', inner = '', behind = ''] = /^(\s*)(.*?)(\s*)$/.exec(line) ?? []
      return inner === '' || (inner.startsWith(mark) && inner.endsWith(mark)) ? line : before + mark + inner + mark + behind
    })
    .join('\n')
}

export function linked(link: Element, inner: string): string {
  const href = hrefOf(link)
  const words = inner.trim()
  if (href === null || words === '' || words.includes('\n')) return inner
  if (words === href || words === href.replace(/\/$/, '')) return href
  return inner.replace(words, () => `[${words.replace(/[[\]]/g, '\\$&')}](${href.replaceAll('(', '%28').replaceAll(')', '%29')})`)
}

/** The address as it was written; relative ones lead nowhere from here. */
export function hrefOf(link: Element): string | null {
  const href = link.getAttribute('href') ?? ''
  return safeHref(href) === null ? null : href
}
