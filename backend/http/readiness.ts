import type { App } from '../app.ts'

/** A store that does not answer in this time is not there. */
const ANSWER_MS = 2_000

export interface Readiness {
  /** `ready`: send people here. */
  status: 'ready' | 'unready' | 'leaving'
  store: 'ok' | 'broken'
  /** A broken bell makes other nodes' news late by a fifth of a second, and is no reason to send anybody away. */
  broker: 'ok' | 'broken'
}

/** Whether a balancer should send people here, and which of the two it lives on is missing. */
export async function readinessOf(app: App): Promise<Readiness> {
  const waited = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('no answer')), ANSWER_MS).unref())
  const answered = await Promise.race([app.services.accounts.anyone(), waited]).then(
    () => true,
    () => false,
  )
  const status = app.sockets.isLeaving ? 'leaving' : answered ? 'ready' : 'unready'
  return { status, store: answered ? 'ok' : 'broken', broker: app.broker.isRinging ? 'ok' : 'broken' }
}
