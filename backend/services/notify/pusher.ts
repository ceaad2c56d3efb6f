import { hash } from 'node:crypto'
import webPush from 'web-push'
import type { Subscription } from '../../store/ops/push.ts'
import type { Store } from '../../store/store.ts'
import type { Post } from './outside.ts'

/** What a device is told. Its service worker shows it. */
export interface Notice {
  title: string
  body: string
  /** Where a press on it leads. */
  path: string
  /** One notice a message, however often it is sent. */
  tag: string
}

interface Keys {
  publicKey: string
  privateKey: string
}

/** What is not delivered in this time is of no use any more. */
const KEPT_S = 24 * 3_600
/** What a push service takes; RFC 8030 asks for 4,096 bytes, encryption included. */
const BODY_CHARS = 500

/** Pushes to devices by the servers of their browsers, signed with keys of our own (RFC 8292) and readable by the device alone (RFC 8291). */
export class Pusher {
  readonly #store: Store
  readonly #post: Post
  readonly #subject: string
  readonly #keys: Promise<Keys>

  constructor(deps: { store: Store; post: Post; subject: string }) {
    this.#store = deps.store
    this.#post = deps.post
    this.#subject = deps.subject
    this.#keys = this.#made()
    this.#keys.catch(() => {})
  }

  /** Made at the first start, then kept: with other keys every device would have to subscribe anew. */
  async #made(): Promise<Keys> {
    const fresh = JSON.stringify(webPush.generateVAPIDKeys())
    return JSON.parse(await this.#store.write('secret.make', { name: 'vapid', value: fresh })) as Keys
  }

  publicKey = async (): Promise<string> => (await this.#keys).publicKey

  /** Answers where it went. A device that is gone is forgotten; a push service that is down is a failure, to be tried again. */
  async push(device: Subscription, notice: Notice, signal: AbortSignal): Promise<'sent' | 'gone'> {
    const { publicKey, privateKey } = await this.#keys
    const {
      method: _,
      endpoint,
      ...details
    } = webPush.generateRequestDetails(
      { endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } },
      JSON.stringify({ ...notice, body: [...notice.body].slice(0, BODY_CHARS).join('') }),
      {
        vapidDetails: { subject: this.#subject, publicKey, privateKey },
        TTL: KEPT_S,
        urgency: 'high',
        // A repeat takes the place of what still waits.
        topic: hash('sha256', notice.tag, 'base64url').slice(0, 32),
      },
    )
    const headers = Object.fromEntries(Object.entries(details.headers).map(([name, value]) => [name, String(value)]))
    const status = await this.#post({ url: endpoint, headers, body: details.body ?? Buffer.alloc(0) }, signal)
    if (status === 404 || status === 410) {
      await this.#store.write('push.unsubscribe', { userId: device.user_id, endpoint: device.endpoint })
      return 'gone'
    }
    if (status < 200 || status > 299) throw new Error(`The push service answered ${status}`)
    return 'sent'
  }
}
