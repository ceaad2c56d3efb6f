/** What a browser says of itself, most particular first: nearly all of them also claim to be Chrome or Safari. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|HeadlessChrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\b(Macintosh|Mac OS X)\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

const named = (agent: string, names: readonly [RegExp, string][]): string | null => names.find(([pattern]) => pattern.test(agent))?.[1] ?? null

/** A user agent in two words. What is no browser is called by the first word of its own: `curl/8.5` is curl. */
export function deviceOf(agent: string): { browser: string | null; system: string | null } {
  const own = /^[\w.-]+/.exec(agent)?.[0] ?? null
  return { browser: named(agent, browsers) ?? (own === 'Mozilla' ? null : own), system: named(agent, systems) }
}
