import { keep, kept } from './kept.ts'

export type Contrast = 'system' | 'standard' | 'more'
export const CONTRAST_KEY = 'parley:contrast'
export const TEXT_KEY = 'parley:text'

/** Text sizes in percent of the browser's own. */
export const textSizes = [90, 100, 110, 120, 130] as const
export type TextSize = (typeof textSizes)[number]

/** Runs before the first paint, after the theme: contrast as chosen or as the system asks, and the size of the text. */
export const lookScript = `(function(){var e=document.documentElement,c=null,s=null;try{c=localStorage.getItem('${CONTRAST_KEY}');s=localStorage.getItem('${TEXT_KEY}')}catch(x){}
var m=matchMedia('(prefers-contrast: more)');function set(){var c=e.dataset.contrastChoice;e.dataset.contrast=c==='more'||c==='standard'?c:m.matches?'more':'standard'}
e.dataset.contrastChoice=c||'system';set();m.addEventListener('change',set);if(/^(${textSizes.join('|')})$/.test(s))e.style.setProperty('--text-scale',s/100)})()`

export function contrast(): Contrast {
  const choice = kept(CONTRAST_KEY)
  return choice === 'standard' || choice === 'more' ? choice : 'system'
}

/** Chooses the contrast for this browser. */
export function setContrast(choice: Contrast): void {
  keep(CONTRAST_KEY, choice)
  const more = choice === 'more' || (choice === 'system' && matchMedia('(prefers-contrast: more)').matches)
  document.documentElement.dataset.contrastChoice = choice
  document.documentElement.dataset.contrast = more ? 'more' : 'standard'
}

export function textSize(): TextSize {
  const chosen = Number(kept(TEXT_KEY))
  return textSizes.find((size) => size === chosen) ?? 100
}

/** Chooses the size of the text for this browser. */
export function setTextSize(size: TextSize): void {
  keep(TEXT_KEY, String(size))
  document.documentElement.style.setProperty('--text-scale', String(size / 100))
}
