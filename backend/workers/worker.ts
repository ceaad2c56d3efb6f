import cluster from 'node:cluster'
import { Socket } from 'node:net'
import type { House } from '../app.ts'
import { PipeBroker } from '../broker/pipe.ts'
import { createLogger } from '../logger.ts'
import { profileOnSignal } from '../profile.ts'
import { serve } from '../server.ts'
import { openStore } from '../store/index.ts'
import { answerOver, callsOver } from '../store/remote/far.ts'
import { remoteStore } from '../store/remote/index.ts'
import { Line } from '../utils/line.ts'
import { trimHeap } from '../utils/trim-heap.ts'
import { type Boot, LINE_FD, type Report } from './words.ts'

/** One of several processes that hold the sockets of a server. Its store and its bell are at the other end of the line. */
const line = new Line(new Socket({ fd: LINE_FD, readable: true, writable: true }))
const opened = new AsyncDisposableStack()
const report = (words: Report): void => line.post('report', words)
let isStopping = false

async function start({ config, number, ownerCode, identity }: Boot): Promise<void> {
  const log = createLogger(config, number)
  const store = opened.use(identity ? remoteStore(line, identity) : await openStore(config, log))
  const broker = config.broker ? {} : { broker: () => new PipeBroker(line, store.identity.workspaceId) }
  const running = opened.use(await serve(config, log, { store, house: houseOver(), ownerCode, ...broker }))
  trimHeap()
  profileOnSignal(config.dataDir, log)
  report({ url: running.url, isOwned: await running.app.services.accounts.anyone() })
}

/** What the first process does for all. */
function houseOver(): House {
  const calls = callsOver(line, 'house')
  return {
    isPortShared: process.platform === 'linux',
    artist: {
      warm: () => void calls.call('warm', null).catch(() => {}),
      draw: (asked) => calls.call('draw', asked).catch(() => null) as Promise<string | null>,
    },
    onFigures: (read) => answerOver(line, 'figures', read),
    figures: () => calls.call('figures', null) as Promise<string>,
  }
}

/** Lets its people go, then ends. */
async function leave(): Promise<void> {
  if (isStopping) return
  isStopping = true
  const code = await opened.disposeAsync().then(
    () => 0,
    () => 1,
  )
  await line.end()
  process.exit(code)
}

const stop = (): void => void leave()

line.onPost('boot', (boot) => {
  start(boot as Boot).catch(async (failure: Error & { code?: string }) => {
    report({ failed: failure.message, code: failure.code })
    await line.end()
    process.exit(1)
  })
})
line.on('ping', () => line.post('pong'))
line.on('stop', stop)
// Without the first process there is neither a store nor anybody who would start another.
line.onEnd(() => isStopping || process.exit(1))
cluster.worker?.on('error', () => process.exit(1))
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
