import { tokenStorage } from './home.ts'
import { kept, onKept } from './kept.ts'
import { formatLocale, type Language, languageAtStart } from './locale.ts'
import { onLanguage } from './words.ts'

/** How somebody sees the page, as far as a server that draws it must know. */
export interface View {
  language: Language
  /** For dates and numbers. */
  locale: string
  /** Undefined where the browser has not told: then no time is shown. */
  zone: string | undefined
  /** Of the window: what would stand outside of it is not drawn. */
  height?: number | undefined
  /** What the browser keeps of the window's arrangement. */
  kept: Record<string, string>
}

export const VIEW_COOKIE = 'parley-view'
const LONGEST = 1_500
/** A window that has its size. */
const RESTS_MS = 500
const YEAR_S = 31_536_000
const KEYS = ['side-px', 'side-hidden', 'collapsed', 'formatting', 'enter-breaks', 'place'].map((name) => `parley:${name}`)

/** Tells the server how the page looks, now and whenever that changes, so that its first picture of the page is the page that follows. */
export function tellView(): void {
  // A page from elsewhere has no cookies, and its server draws none.
  if (tokenStorage) return
  tell()
  onLanguage(tell)
  let timer: ReturnType<typeof setTimeout> | undefined
  addEventListener('resize', () => {
    clearTimeout(timer)
    timer = setTimeout(tell, RESTS_MS)
  })
  onKept((key) => KEYS.includes(key) && tell())
}

/** Too much to tell is not told. */
function tell(): void {
  const language = languageAtStart()
  const values = KEYS.flatMap((key) => {
    const value = kept(key)
    return value === null ? [] : [[key, value] as const]
  })
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const view: View = { language, locale: formatLocale(language), zone: timeZone, height: innerHeight, kept: Object.fromEntries(values) }
  const told = encodeURIComponent(JSON.stringify(view))
  if (told.length >= LONGEST) return
  const safe = location.protocol === 'https:' ? '; secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the store of cookies is not everywhere
  document.cookie = `${VIEW_COOKIE}=${told}; path=/; max-age=${YEAR_S}; samesite=lax${safe}`
}
