import { mkdirSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import type { Log } from './app.ts'

const SECONDS = 10

/**
 * A profile on demand: who may signal this process gets ten seconds of its event loop's processor as a file that Chrome's and other tools
 * open. A second signal meanwhile is not heard.
 */
export function profileOnSignal(dataDir: string, log: Pick<Log, 'info' | 'error'>, seconds = SECONDS): void {
  if (process.platform === 'win32') return // it has no such signal
  let underWay = false
  process.on('SIGUSR2', () => {
    if (underWay) return
    underWay = true
    profile(dataDir, seconds)
      .then((path) => log.info({ path }, `A profile of ${seconds} s is written`))
      .catch((failure: unknown) => log.error({ err: failure }, 'no profile could be made'))
      .finally(() => {
        underWay = false
      })
  })
}

async function profile(dataDir: string, seconds: number): Promise<string> {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.start')
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
    const { profile } = await session.post('Profiler.stop')
    const folder = join(dataDir, 'profiles')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, `${new Date().toISOString().replaceAll(':', '-')}.cpuprofile`)
    writeFileSync(path, JSON.stringify(profile), { mode: 0o600 })
    return path
  } finally {
    session.disconnect()
  }
}
