import type { Told } from '../../backend/store/moving/told.ts'
import { bar } from './bar.ts'

const EVERY_MS = { terminal: 100, log: 5_000 }
const number = (value: number): string => Math.round(value).toLocaleString('en')

/** Tells how far a long work is: one line with a bar that grows on a terminal, a line every few seconds elsewhere. */
export function reporter(out: NodeJS.WriteStream = process.stdout, now: () => number = () => performance.now()): Told {
  const everyMs = out.isTTY ? EVERY_MS.terminal : EVERY_MS.log
  let [what, total, done, startedAt, saidAt] = ['', 0, 0, 0, 0]
  const say = (line: string, isLast: boolean): void => {
    out.write(out.isTTY ? `\r\x1b[K${line}${isLast ? '\n' : ''}` : `${line}\n`)
  }
  return {
    begin(name, rows) {
      const at = now()
      ;[what, total, done, startedAt, saidAt] = [name, rows, 0, at, at]
    },
    done(table, rows) {
      done += rows
      if (now() - saidAt < everyMs) return
      saidAt = now()
      const perSecond = done / ((saidAt - startedAt) / 1_000)
      const drawn = out.isTTY ? ` ${bar(total === 0 ? 1 : done / total)}` : ''
      say(
        `${what}${drawn} ${table}: ${number(done)} of ${number(total)} rows, ${number(perSecond)} a second, ${number((total - done) / perSecond)} s left`,
        false,
      )
    },
    end() {
      const seconds = (now() - startedAt) / 1_000
      say(`${what}: ${number(done)} rows in ${seconds.toFixed(1)} s, ${number(done / seconds)} a second`, true)
    },
  }
}
