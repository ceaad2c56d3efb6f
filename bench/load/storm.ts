import { answering } from './child.ts'
import { type Person, Returning } from './returning.ts'

export type ToStorm =
  | { type: 'gather'; port: number; people: Person[] }
  /** Everybody writes once; answered as soon as it is on its way. */
  | { type: 'write' }
  /** Answered when all that came back have been told what they missed, and have been answered. */
  | { type: 'return'; since: number }
  /** Answered when everybody is there, or after ten seconds: how far the channels really are. */
  | { type: 'compare'; clocks: Record<string, number> }
export type FromStorm =
  | { type: 'gathered' }
  | { type: 'written' }
  | { type: 'returned'; took: number[]; generatorCpu: number }
  | { type: 'compared'; missed: number; missing: number; repeats: number; resets: number }

/** Thousands who lose their server all at once, in a process of their own. */
let crowd: Returning[] = []
let unanswered = 0
/** What all had heard, together, when they lost their server. */
let heard = 0
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const DEADLINE_MS = 10_000
const AT_ONCE = 50

const sum = (pick: (one: Returning) => number): number => crowd.reduce((all, one) => all + pick(one), 0)

async function gather(port: number, people: readonly Person[]): Promise<FromStorm> {
  crowd = people.map((person) => new Returning(port, person))
  for (let from = 0; from < crowd.length; from += AT_ONCE) {
    const group = crowd.slice(from, from + AT_ONCE)
    for (const one of group) void one.live()
    await Promise.all(group.map((one) => one.online))
  }
  return { type: 'gathered' }
}

function write(): FromStorm {
  unanswered = crowd.length
  for (const one of crowd) {
    one.onAck = () => unanswered--
    one.write()
  }
  return { type: 'written' }
}

async function comeBack(since: number): Promise<FromStorm> {
  heard = sum(({ clocks }) => clocks.values().reduce((all, clock) => all + clock, 0))
  const cpu = process.cpuUsage()
  while (crowd.some(({ syncedAt }) => syncedAt < since) || unanswered > 0) await pause(20)
  const used = process.cpuUsage(cpu)
  const took = crowd.map(({ syncedAt }) => syncedAt - since)
  return { type: 'returned', took, generatorCpu: (used.user + used.system) / 1_000 / (Date.now() - since) }
}

async function compare(clocks: Readonly<Record<string, number>>): Promise<FromStorm> {
  const behind = (): number => sum((one) => one.clocks.entries().reduce((all, [id, clock]) => all + Math.abs((clocks[id] ?? 0) - clock), 0))
  for (const deadline = Date.now() + DEADLINE_MS; behind() > 0 && Date.now() < deadline; ) await pause(50)
  const due = sum((one) => one.clocks.keys().reduce((all, id) => all + (clocks[id] ?? 0), 0))
  return { type: 'compared', missed: due - heard, missing: behind(), repeats: sum((one) => one.repeats), resets: sum((one) => one.resets) }
}

answering<ToStorm, FromStorm>(async (question) => {
  if (question.type === 'gather') return gather(question.port, question.people)
  if (question.type === 'write') return write()
  if (question.type === 'return') return comeBack(question.since)
  return compare(question.clocks)
})
