const ALLOWED = /^(?:https?:\/\/|mailto:)[^/]/i
/** Control characters, what turns the direction of text, what has no width and what looks like a space: they could show another address than the one opened. */
const DISGUISED = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\\]/u
const LONGEST = 2_048

/** An address that may be opened: http, https or mailto, nobody's name and password in it, nothing that disguises it. */
export function safeHref(text: string): string | null {
  if (text.length > LONGEST || !ALLOWED.test(text) || DISGUISED.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return null
  return url.href
}

/** Words that name another host than the one they lead to, or that are turned around, are no link. */
export function isHonest(words: string, href: string): boolean {
  if (/[\p{Bidi_Control}\u200b\u2060\ufeff]/u.test(words)) return false
  const [said] = /(?<=^\s*)(?:https?:|www\.)\S*/i.exec(words) ?? []
  return said === undefined || hostOf(said) === hostOf(href)
}

function hostOf(address: string): string {
  const whole = /^https?:/i.test(address) ? address : `http://${address}`
  return URL.canParse(whole) ? new URL(whole).hostname.replace(/^www\./, '') : ''
}
