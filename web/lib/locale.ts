import { keep, kept } from './kept.ts'

/** The pseudo-languages are for tests and for who builds: nobody is offered them. */
export type Language = 'en' | 'de' | 'pseudo' | 'pseudo-rtl'
export type LanguageChoice = 'system' | Language

/** Languages people choose from, called as their speakers call them. */
export const offered = [
  { language: 'en', name: 'English' },
  { language: 'de', name: 'Deutsch' },
] as const

const all: readonly Language[] = ['en', 'de', 'pseudo', 'pseudo-rtl']
const KEY = 'parley:language'
const isLanguage = (name: unknown): name is Language => all.some((language) => language === name)

/** Runs before the first paint: the page has its language and its direction before it has a word. `?locale=` is for tests. */
export const languageScript = `(function(){var e=document.documentElement,a=${JSON.stringify(all)},c=(/[?&]locale=([\\w-]+)/.exec(location.search)||[])[1];
try{c=c||localStorage.getItem('${KEY}')}catch(x){}
if(a.indexOf(c)<0)c=(navigator.languages.map(function(l){return l.slice(0,2)}).find(function(l){return l==='en'||l==='de'}))||'en'
e.dataset.language=c;e.lang=c[0]==='p'?'en-XA':c;e.dir=c==='pseudo-rtl'?'rtl':'ltr'})()`

/** The language that the script above found. */
export function languageAtStart(): Language {
  const { language } = document.documentElement.dataset
  return isLanguage(language) ? language : 'en'
}

export function languageChoice(): LanguageChoice {
  const choice = kept(KEY)
  return isLanguage(choice) ? choice : 'system'
}

/** Keeps the choice for this browser, and answers what it means. */
export function keepLanguage(choice: LanguageChoice): Language {
  keep(KEY, choice)
  return choice === 'system' ? languageOfBrowser() : choice
}

/** Tells the page which language it is in, and which way it runs. */
export function markPage(language: Language): void {
  if (typeof document === 'undefined') return
  const page = document.documentElement
  page.dataset.language = language
  page.lang = language.startsWith('pseudo') ? 'en-XA' : language
  page.dir = language === 'pseudo-rtl' ? 'rtl' : 'ltr'
}

/** Dates and numbers as the person's own country writes them, where it speaks the language: 9:05 AM in en-US, 09:05 in en-GB. */
export function formatLocale(language: Language): string {
  const base = language.startsWith('pseudo') ? 'en' : language
  return navigator.languages.find((each) => baseOf(each) === base) ?? base
}

const baseOf = (tag: string): string => tag.split('-', 1)[0] ?? tag

function languageOfBrowser(): Language {
  const bases = navigator.languages.map(baseOf)
  return offered.find(({ language }) => language === bases.find((base) => offered.some((one) => one.language === base)))?.language ?? 'en'
}
