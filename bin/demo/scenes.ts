import { readFileSync } from 'node:fs'

/** A line of a scene: somebody says something, or some time goes by. */
export type Line = { who: string; words: string } | { pauseMinutes: number }

/** A short conversation. Told once, told often with other ships and numbers, or the last one before now. */
export interface Scene {
  told: 'once' | 'often' | 'last'
  /** How long ago the last one began. */
  minutesAgo: number
  lines: Line[]
}

/**
 * The words of one place. A scene begins with `= once`, `= often` or `= last 20` (minutes ago); a line is `who: words`, goes on
 * where the next is indented by two spaces, and `~ 40` lets forty minutes go by. `A`, `B` and `C` are any members.
 */
export function scenesOf(key: string): Scene[] {
  const text = readFileSync(new URL(`./words/${key}.txt`, import.meta.url), 'utf8')
  return text
    .split(/^= /m)
    .slice(1)
    .map((scene) => {
      const [head = '', ...rest] = scene.trimEnd().split('\n')
      const [told, minutes = '0'] = head.split(' ')
      if (told !== 'once' && told !== 'often' && told !== 'last') throw new Error(`${key}: a scene is told once, often or last, not "${head}"`)
      return { told, minutesAgo: Number(minutes), lines: linesOf(rest, key) }
    })
}

function linesOf(rows: readonly string[], key: string): Line[] {
  const lines: Line[] = []
  for (const row of rows) {
    const [, who, words = ''] = /^([\w-]+): (.*)$/.exec(row) ?? []
    const last = lines.at(-1)
    if (who) lines.push({ who, words })
    else if (row.startsWith('~ ')) lines.push({ pauseMinutes: Number(row.slice(2)) })
    else if ((row === '' || row.startsWith('  ')) && last && 'words' in last) last.words += `\n${row.slice(2)}`
    else if (row !== '') throw new Error(`${key}: cannot be read: "${row}"`)
  }
  return lines.map((line) => ('words' in line ? { ...line, words: line.words.trimEnd() } : line))
}
