import type { IncomingHttpHeaders } from 'node:http'

/** How the browser told that its person sees the page (web/lib/view.ts). Whatever is not as it should be is as if it had not been told. */
export interface View {
  language: 'en' | 'de'
  locale: string
  zone: string | undefined
  /** Of the window, in CSS pixels: no more is drawn than it shows. */
  height: number | undefined
  kept: Record<string, string>
}

const HIGHEST_PX = 4_000
const COOKIE = /(?:^|;\s*)parley-view=([^;]+)/

export function viewOf({ cookie = '', 'accept-language': accepted = '' }: IncomingHttpHeaders): View {
  const told = objectIn(COOKIE.exec(cookie)?.[1])
  const first = accepted.split(/[,;]/, 1)[0]?.trim() ?? ''
  const language = told.language === 'de' || told.language === 'en' ? told.language : first.startsWith('de') ? 'de' : 'en'
  const kept = typeof told.kept === 'object' && told.kept !== null ? told.kept : {}
  return {
    language,
    locale: [told.locale, first, language].find(isLocale) ?? 'en',
    zone: isZone(told.zone) ? told.zone : undefined,
    height: typeof told.height === 'number' && told.height > 0 && told.height < HIGHEST_PX ? told.height : undefined,
    kept: Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
  }
}

function objectIn(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(text ?? 'null'))
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

const fits = (format: () => unknown): boolean => {
  try {
    format()
    return true
  } catch {
    return false
  }
}
const isLocale = (value: unknown): value is string => typeof value === 'string' && value !== '' && fits(() => Intl.getCanonicalLocales(value))
const isZone = (value: unknown): value is string => typeof value === 'string' && fits(() => new Intl.DateTimeFormat('en', { timeZone: value }))
