import { Loops } from './loops.ts'
import type { FromGenerator, ToGenerator } from './plan.ts'

/** The load, in a process of its own: told whom to connect and then what to run, it answers with figures. */
const tell = (message: FromGenerator): void => void process.send?.(message)
let loops: Loops | undefined

async function asked(message: ToGenerator): Promise<FromGenerator> {
  if (message.type === 'seat') {
    loops = new Loops(message.plan)
    return { type: 'seated', arrival: await loops.crowd.seat() }
  }
  if (!loops) throw new Error('Nobody is seated yet')
  return { type: 'ran', figures: await loops.run(message.order) }
}

process.on('message', (message: ToGenerator) => {
  asked(message).then(tell, (failure: unknown) =>
    tell({ type: 'failed', reason: failure instanceof Error ? (failure.stack ?? failure.message) : String(failure) }),
  )
})
process.once('disconnect', () => process.exit())
