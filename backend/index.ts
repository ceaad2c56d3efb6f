import { readConfig } from './config/index.ts'
import { profileOnSignal } from './profile.ts'
import { createLogger, serve } from './server.ts'
import { trimHeap } from './utils/trim-heap.ts'

/** Starts the server from the environment and runs it until a signal. */
async function main(): Promise<void> {
  const config = readConfig()
  const log = createLogger(config)
  const running = await serve(config, log)
  trimHeap()
  profileOnSignal(config.dataDir, log)
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    log.info('Stopping; clients come back by themselves')
    running[Symbol.asyncDispose]().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  const { accounts } = running.app.services
  log.info(`Parley is at ${running.url}`)
  // Asked while it stops the store does not answer, and that is no failure of the start.
  const isOwned = await accounts.anyone().catch((failure: unknown) => {
    if (!stopping) throw failure
    return true
  })
  if (!isOwned) log.info(`The first account becomes the owner. From another machine it needs this code: ${accounts.ownerCode}`)
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
