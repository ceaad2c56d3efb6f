import type { Broker } from './broker.ts'
import { ringsOf, signalRing } from './rings.ts'

/** The bell of one process: a call. */
export function localBroker(workspaceId: string): Broker {
  const rung: Parameters<Broker['onRings']>[0][] = []
  const signalled: Parameters<Broker['onSignal']>[0][] = []
  return {
    isShared: false,
    isRinging: true,
    publish: (changes) => {
      const rings = ringsOf(changes, workspaceId)
      for (const listen of rung) listen(rings)
    },
    signal: (signal) => {
      const ring = signalRing(signal)
      for (const listen of signalled) listen(ring)
    },
    tell: () => {},
    onRings: (listener) => void rung.push(listener),
    onSignal: (listener) => void signalled.push(listener),
    onTold: () => {},
    onMended: () => {},
    async [Symbol.asyncDispose]() {
      rung.length = 0
      signalled.length = 0
    },
  }
}
