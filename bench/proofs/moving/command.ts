import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../../bin/parley.mjs', import.meta.url))

/** What one command took. */
export interface Took {
  seconds: number
  /** The most memory it held at once, where the kernel tells. */
  mib: number | undefined
  /** The last line of each of its works. */
  said: string[]
}

/** Runs the command line in a process of its own, as a person would; throws what it said if it fails. */
export async function parley(words: readonly string[], settings: { DATA_DIR: string; DATABASE_URL: string }): Promise<Took> {
  const startedAt = performance.now()
  const { npm_lifecycle_event: _, ...environment } = process.env
  const child = spawn(process.execPath, [program, ...words], { env: { ...environment, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  let mib: number | undefined
  const look = setInterval(() => (mib = peakOf(child.pid) ?? mib), 100)
  const [code] = await once(child, 'close')
  clearInterval(look)
  if (code !== 0) throw new Error(`parley ${words[0]} ended with ${code}: ${said}`)
  return { seconds: (performance.now() - startedAt) / 1_000, mib, said: said.split('\n').filter((line) => /: [\d,]+ rows in /.test(line)) }
}

function peakOf(pid: number | undefined): number | undefined {
  try {
    const [, kib] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kib === undefined ? undefined : Math.round(Number(kib) / 1024)
  } catch {
    return undefined
  }
}
