import { readFileSync } from 'node:fs'
import type { Rgb } from '../lib/contrast.ts'

/** A look: what `data-theme` and `data-contrast` say on the root. */
export interface Look {
  theme: 'light' | 'dark'
  contrast: 'standard' | 'more'
}
export const looks: readonly Look[] = [
  { theme: 'light', contrast: 'standard' },
  { theme: 'dark', contrast: 'standard' },
  { theme: 'light', contrast: 'more' },
  { theme: 'dark', contrast: 'more' },
]

type Linear = readonly [number, number, number]
const css = readFileSync(new URL('../app/tokens.css', import.meta.url), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')

/** The colours of a look as the cascade gives them: later rules that fit win over earlier ones. */
export function coloursOf(look: Look): Map<string, Linear> {
  const colours = new Map<string, Linear>()
  for (const [, selector = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!fits(selector.trim(), look)) continue
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*(oklch\([^/;)]+\))\s*;/g)) colours.set(name, linearOf(value))
  }
  return colours
}

function fits(selector: string, { theme, contrast }: Look): boolean {
  if (!selector.startsWith(':root')) return false
  const wanted = [...selector.matchAll(/\[data-(theme|contrast)="(\w+)"\]/g)]
  return wanted.every(([, name, value]) => (name === 'theme' ? theme : contrast) === value)
}

/** OKLCH to linear sRGB, by the matrices of CSS Color 4; a colour outside of the gamut is cut off, and that is a mistake in itself. */
export function linearOf(text: string): Linear {
  const [l = 0, c = 0, h = 0] = (text.match(/[\d.]+/g) ?? []).map(Number)
  const angle = (h * Math.PI) / 180
  const [a, b] = [c * Math.cos(angle), c * Math.sin(angle)]
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ]
}

/** How far a colour lies outside of what a screen of sRGB shows. */
export const outside = (colour: Linear): number => Math.max(0, ...colour.map((part) => Math.max(-part, part - 1)))

/** As a screen shows it: gamma, and eight bits a channel. */
export const shown = ([red, green, blue]: Linear): Rgb => [bits(red), bits(green), bits(blue)]
function bits(part: number): number {
  const clipped = Math.min(1, Math.max(0, part))
  return Math.round(255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055)) / 255
}
