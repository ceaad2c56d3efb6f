import { Loops } from './loops.ts'
import type { FromGenerator, Plan } from './plan.ts'

/** The load, in a process of its own: told its plan by whoever forked it, it answers with figures. */
const tell = (message: FromGenerator): Promise<void> => new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()))

async function work(plan: Plan): Promise<void> {
  const loops = new Loops(plan)
  await loops.crowd.seat()
  await loops.closed(plan.warmUpSeconds)
  await tell({ type: 'seated' })
  for (let run = 0; run < plan.runs; run++) {
    await tell({ type: 'run', loop: 'closed', figures: await loops.closed(plan.seconds) })
    await tell({ type: 'run', loop: 'open', figures: await loops.open(plan.seconds) })
  }
  loops.crowd.close()
  await tell({ type: 'done' })
}

process.once('message', (plan: Plan) => {
  work(plan)
    .catch((failure: unknown) => tell({ type: 'failed', reason: failure instanceof Error ? (failure.stack ?? failure.message) : String(failure) }))
    .finally(() => process.disconnect())
})
process.once('disconnect', () => process.exit())
