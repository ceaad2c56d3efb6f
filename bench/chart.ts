import type { DialectName } from './load/dialects.ts'
import type { Result } from './measure.ts'
import { names } from './report.ts'

const colours: Record<DialectName, string> = { parley: '#0f766e', ws: '#94a3b8', socketio: '#cbd5e1' }
const LEFT = 150
const WIDTH = 720
const BAR = 18

/** Deliveries a second, a group of bars for each workload. */
export function chartOf(results: readonly Result[]): string {
  const most = Math.max(...results.map(({ closed }) => closed.deliveries))
  const parts: string[] = []
  let y = 46
  for (const workload of new Set(results.map((result) => result.workload))) {
    parts.push(`<text x="${LEFT}" y="${y}" font-weight="600">${workload}</text>`)
    y += 8
    for (const result of results.filter((each) => each.workload === workload)) {
      parts.push(barOf(result, y, most))
      y += BAR + 4
    }
    y += 26
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y - 10}" font-family="system-ui, sans-serif" font-size="13" fill="#334155">
<title>Deliveries a second of Parley, a plain ws broadcast and Socket.IO</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${LEFT}" y="22" font-size="15" font-weight="600">Deliveries a second (server on one core)</text>
${parts.join('\n')}
</svg>
`
}

function barOf({ target, closed }: Result, y: number, most: number): string {
  const width = Math.max(1, (closed.deliveries / most) * (WIDTH - LEFT - 100))
  const middle = y + BAR / 2 + 4
  return [
    `<text x="${LEFT - 8}" y="${middle}" text-anchor="end">${names[target]}</text>`,
    `<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="3" fill="${colours[target]}"/>`,
    `<text x="${(LEFT + width + 6).toFixed(1)}" y="${middle}">${Math.round(closed.deliveries).toLocaleString('en')}</text>`,
  ].join('')
}
