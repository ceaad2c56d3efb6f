import type { TargetName } from './load/dialects.ts'
import { type Bar, type Chapter, names } from './rows/row.ts'

const colours: Record<TargetName, string> = { parley: '#0f766e', ws: '#94a3b8', uws: '#64748b', socketio: '#cbd5e1', nchan: '#94a3b8', ejabberd: '#64748b' }
const LEFT = 150
const WIDTH = 720
const BAR = 18

/** Deliveries a second, a group of bars for each row that has any. */
export function chartOf(chapters: readonly Chapter[]): string {
  const drawn = chapters.filter(({ bars = [] }) => bars.length > 0)
  const most = Math.max(...drawn.flatMap(({ bars = [] }) => bars.map(({ deliveries }) => deliveries)))
  const parts: string[] = []
  let y = 46
  for (const { name, bars = [] } of drawn) {
    parts.push(`<text x="${LEFT}" y="${y}" font-weight="600">${name}</text>`)
    y += 8
    for (const bar of bars) {
      parts.push(barOf(bar, y, most))
      y += BAR + 4
    }
    y += 26
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y - 10}" font-family="system-ui, sans-serif" font-size="13" fill="#334155">
<title>Deliveries a second of Parley and of other servers</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${LEFT}" y="22" font-size="15" font-weight="600">Deliveries a second (server on one core)</text>
${parts.join('\n')}
</svg>
`
}

function barOf({ target, deliveries }: Bar, y: number, most: number): string {
  const width = Math.max(1, (deliveries / most) * (WIDTH - LEFT - 100))
  const middle = y + BAR / 2 + 4
  return [
    `<text x="${LEFT - 8}" y="${middle}" text-anchor="end">${names[target]}</text>`,
    `<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="3" fill="${colours[target]}"/>`,
    `<text x="${(LEFT + width + 6).toFixed(1)}" y="${middle}">${Math.round(deliveries).toLocaleString('en')}</text>`,
  ].join('')
}
