import { bar } from '../moving/bar.ts'

/** Tells how far a long work is: a bar on a terminal, a line for each tenth elsewhere. */
export function progress(what: string, total: number): (done: number) => void {
  let tenth = -1
  return (done) => {
    const share = total === 0 ? 1 : done / total
    if (process.stdout.isTTY) {
      process.stdout.write(`\r${what} ${bar(share)} ${done.toLocaleString('en')}${share === 1 ? '\n' : ''}`)
    } else if (Math.floor(share * 10) > tenth) {
      tenth = Math.floor(share * 10)
      console.log(`${what}: ${done} of ${total}`)
    }
  }
}
