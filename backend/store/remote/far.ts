import { EventEmitter } from 'node:events'
import type { Line } from '../../utils/line.ts'
import { type Call, type FromThread, type Outcome, outcomeOf } from '../calls.ts'
import { Thread } from '../thread.ts'

type Ask = (op: string, input: unknown) => Promise<unknown>

/** Calls of a kind to whoever answers them at the other end of a line, as to a thread of our own. */
export function callsOver(line: Line, kind: string): Thread {
  const far = Object.assign(new EventEmitter<{ message: [FromThread]; error: [Error]; exit: [number] }>(), {
    postMessage: (calls: Call[]) => line.post(kind, calls),
    terminate: async () => 0,
  })
  line.onPost(`${kind}.done`, (outcomes) => far.emit('message', { type: 'done', outcomes: outcomes as Outcome[], changes: [] }))
  line.onEnd(() => far.emit('message', { type: 'fatal', reason: 'the process at the other end of the line has gone' }))
  return new Thread(far)
}

/** Answers the calls of a kind; those that are done in one turn are answered together. */
export function answerOver(line: Line, kind: string, ask: Ask): void {
  let outcomes: Outcome[] = []
  const settle = (outcome: Outcome): void => {
    if (outcomes.length === 0) process.nextTick(flush)
    outcomes.push(outcome)
  }
  const flush = (): void => {
    line.post(`${kind}.done`, outcomes)
    outcomes = []
  }
  line.onPost(kind, (calls) => {
    for (const { id, op, input } of calls as Call[])
      ask(op, input).then(
        (ok) => settle({ id, ok }),
        (failure: unknown) => settle(outcomeOf(id, failure)),
      )
  })
}
