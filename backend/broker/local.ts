import type { Broker } from './broker.ts'

/** The bell of one process: a call. */
export function localBroker(): Broker {
  const changed: Parameters<Broker['onChanges']>[0][] = []
  const signalled: Parameters<Broker['onSignal']>[0][] = []
  return {
    publish: (changes) => {
      for (const listen of changed) listen(changes)
    },
    signal: (signal) => {
      for (const listen of signalled) listen(signal)
    },
    onChanges: (listener) => void changed.push(listener),
    onSignal: (listener) => void signalled.push(listener),
    async [Symbol.asyncDispose]() {
      changed.length = 0
      signalled.length = 0
    },
  }
}
