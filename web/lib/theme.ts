import { keep, kept } from './kept.ts'
import { CONTRAST_KEY, lookScript, TEXT_KEY } from './look.ts'

export type Theme = 'system' | 'light' | 'dark'
const KEY = 'parley:theme'

/** What belongs to this browser and not to the person: it stays when they sign out. */
export const lookKeys: readonly string[] = [KEY, CONTRAST_KEY, TEXT_KEY]

/** Runs before the first paint, so that a dark room stays dark. */
export const themeScript = `(function(){var t=null;try{t=localStorage.getItem('${KEY}')}catch(e){}
var d=matchMedia('(prefers-color-scheme: dark)');function set(){var c=document.documentElement.dataset.choice;document.documentElement.dataset.theme=c==='light'||c==='dark'?c:d.matches?'dark':'light'}
document.documentElement.dataset.choice=t||'system';set();d.addEventListener('change',set)})();${lookScript}`

export function theme(): Theme {
  const choice = kept(KEY)
  return choice === 'light' || choice === 'dark' ? choice : 'system'
}

/** Chooses a theme for this browser. */
export function setTheme(choice: Theme): void {
  keep(KEY, choice)
  const dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.choice = choice
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}
