import type { Logger } from 'pino'
import { type Config, readConfig } from './config/index.ts'
import { createLogger } from './logger.ts'
import { profileOnSignal } from './profile.ts'
import { trimHeap } from './utils/trim-heap.ts'

/** Starts the server from the environment and runs it until a signal. */
async function main(): Promise<void> {
  const config = readConfig()
  const log = createLogger(config)
  const started = await (config.workers === 1 ? alone : byWorkers)(config, log)
  trimHeap()
  profileOnSignal(config.dataDir, log)
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    log.info('Stopping; clients come back by themselves')
    started.end().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  log.info(`Parley is at ${started.url}`)
  // Asked while it stops the store does not answer, and that is no failure of the start.
  const isOwned = await started.isOwned().catch((failure: unknown) => {
    if (!stopping) throw failure
    return true
  })
  if (!isOwned) log.info(`The first account becomes the owner. From another machine it needs this code: ${started.ownerCode}`)
}

interface Started {
  url: string
  ownerCode: string
  isOwned(): Promise<boolean>
  end(): PromiseLike<void>
}

/** One process, which does everything. */
async function alone(config: Config, log: Logger): Promise<Started> {
  const { serve } = await import('./server.ts')
  const running = await serve(config, log)
  const { accounts } = running.app.services
  return { url: running.url, ownerCode: accounts.ownerCode, isOwned: accounts.anyone, end: () => running[Symbol.asyncDispose]() }
}

/** This process holds the store, others the sockets. */
async function byWorkers(config: Config, log: Logger): Promise<Started> {
  const { Crew } = await import('./workers/crew.ts')
  const { crew, url, isOwned } = await Crew.start(config, log)
  return { url, ownerCode: crew.ownerCode, isOwned: async () => isOwned, end: () => crew[Symbol.asyncDispose]() }
}

main().catch((failure: unknown) => {
  const reason = reasonOf(failure)
  process.stderr.write(`Parley cannot start. ${reason}\n`)
  process.exit(1)
})

function reasonOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure)
  if ('code' in failure && failure.code === 'EADDRINUSE')
    return `${failure.message.replace('listen EADDRINUSE: address already in use', 'Something else listens at')}; stop it, or set PORT to another port.`
  return failure.message
}
