import { hash } from 'node:crypto'
import type { DeliveryRow } from '../../store/ops/deliveries.ts'
import type { Subscription } from '../../store/ops/push.ts'
import type { Store } from '../../store/store.ts'
import type { Notice, Pusher } from './pusher.ts'

export type Delivery = Omit<DeliveryRow, 'at'>
/** What something that goes out is about. */
export type About = Pick<Delivery, 'channel_id' | 'message_id' | 'seq'>

export const aboutNothing: About = { channel_id: null, message_id: null, seq: null }

/** Pushes to the devices of one person, and writes down what went out. */
export class Devices {
  readonly #store: Store
  readonly #pusher: Pusher
  constructor(store: Store, pusher: Pusher) {
    this.#store = store
    this.#pusher = pusher
  }

  publicKey = (): Promise<string> => this.#pusher.publicKey()

  /** To each once; what failed is tried again as a whole, and shown once. `batch` is what the log knows it by. */
  async push(devices: readonly Subscription[], notice: Notice, { about, batch = notice.tag }: { about: About; batch?: string }, signal: AbortSignal) {
    const failures: unknown[] = []
    for (const device of devices) {
      const host = new URL(device.endpoint).host
      const row: Delivery = {
        id: hash('sha256', `${notice.tag} ${device.id}`),
        user_id: device.user_id,
        way: 'push',
        batch,
        ...about,
        state: 'sent',
        note: host,
      }
      try {
        if ((await this.#pusher.push(device, notice, signal)) === 'gone') Object.assign(row, { state: 'failed', note: `${host}: the device is gone` })
      } catch (failure) {
        failures.push(failure)
        Object.assign(row, { state: 'failed', note: `${host}: ${failure instanceof Error ? failure.message : 'failed'}` })
      }
      await this.#store.write('delivery.put', { rows: [row] })
    }
    if (failures.length > 0) throw failures[0]
  }
}
