import { readFileSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { LIMITS } from '@parley/protocol'
import { NatsBroker } from '../../../backend/broker/nats.ts'
import { Writer } from '../../../backend/store/postgres/writer.ts'

/**
 * Loaded into a node before its program: whoever does a thing that has a file of its id in this folder ends by SIGKILL, once. `holding`: with
 * the lease and nothing done; `committed`: it is done and stands, nobody was told, and the job is there still.
 */
const folder = process.env.PARLEY_DOOM ?? '/nowhere'
// What a dead node held is taken by others after this long.
Object.assign(LIMITS, { jobLeaseMs: 1_000 })

function meet(id: string, point: 'holding' | 'committed'): void {
  const file = join(folder, id)
  try {
    if (readFileSync(file, 'utf8') !== point) return
    unlinkSync(file)
  } catch {
    return // nothing waits for it
  }
  process.kill(process.pid, 'SIGKILL')
}

const { call } = Writer.prototype
Writer.prototype.call = function (op, input) {
  if (op === 'schedule.fire' || op === 'reminder.fire') meet((input as { id: string }).id, 'holding')
  return call.call(this, op, input)
}

const { publish } = NatsBroker.prototype
NatsBroker.prototype.publish = function (changes) {
  for (const change of changes) {
    if (change.to !== 'user' || change.event.type !== 'later.changed') continue
    const { id, type } = change.event.later
    if ((type === 'schedule' || type === 'reminder') && ['sent', 'fired'].includes(change.event.later.state)) meet(id, 'committed')
  }
  publish.call(this, changes)
}
