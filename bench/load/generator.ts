import { answering } from './child.ts'
import { Loops } from './loops.ts'
import type { FromGenerator, ToGenerator } from './plan.ts'

/** The load, in a process of its own: told whom to connect and then what to run, it answers with figures. */
let loops: Loops | undefined

answering<ToGenerator, FromGenerator>(async (message) => {
  if (message.type === 'seat') {
    loops = new Loops(message.plan)
    return { type: 'seated', arrival: await loops.crowd.seat() }
  }
  if (!loops) throw new Error('Nobody is seated yet')
  return { type: 'ran', figures: await loops.run(message.order) }
})
