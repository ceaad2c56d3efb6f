import type { Client } from '@parley/client'
import { keep, kept } from '../kept.ts'

const WANTED = 'parley:pushes'

/** Whether this browser shows notifications: it does, it could, it was told never to, or it cannot. */
export type Standing = 'on' | 'off' | 'refused' | 'impossible'

/** The browser has no way to a push service: the page itself shows what comes while it is open. */
export class NoPushService extends Error {
  override name = 'NoPushService'
}

const worker = async (): Promise<ServiceWorkerRegistration | null> =>
  'serviceWorker' in navigator ? ((await navigator.serviceWorker.getRegistration()) ?? null) : null

export async function noticesHere(): Promise<Standing> {
  if (!('Notification' in window)) return 'impossible'
  if (Notification.permission === 'denied') return 'refused'
  const registration = await worker()
  const subscribed = registration?.pushManager ? await registration.pushManager.getSubscription() : null
  return Notification.permission === 'granted' && (subscribed || !registration?.pushManager) ? 'on' : 'off'
}

const keyOf = (subscription: PushSubscription, name: PushEncryptionKeyName): string => {
  const bytes = new Uint8Array(subscription.getKey(name) ?? new ArrayBuffer(0))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** Asks the person once, then the browser for an address that pushes reach, and tells the server. Where there is none the page itself still shows them. */
export async function askForNotices(client: Client): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') return
  const registration = await worker()
  if (registration?.pushManager) await subscribe(client, registration.pushManager)
  keep(WANTED, 'on')
}

async function subscribe(client: Client, manager: PushManager): Promise<void> {
  const { pushKey } = await client.call('notification.ways', {})
  const subscription = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey }).catch((cause: unknown) => {
    throw new NoPushService('', { cause })
  })
  await client.call('push.subscribe', { endpoint: subscription.endpoint, p256dh: keyOf(subscription, 'p256dh'), auth: keyOf(subscription, 'auth') })
}

/**
 * At each start where they are wanted: the device belongs to the session that said so last, and the server forgets one that its push service calls
 * gone. Whoever signed in anew, or got another address from the browser, would hear nothing and not know it.
 */
export async function renewNotices(client: Client): Promise<void> {
  if (kept(WANTED) === null || !('Notification' in window) || Notification.permission !== 'granted') return
  const registration = await worker()
  if (registration?.pushManager) await subscribe(client, registration.pushManager)
}

export async function stopNotices(client: Client): Promise<void> {
  keep(WANTED, null)
  const subscription = await (await worker())?.pushManager?.getSubscription()
  if (!subscription) return
  await client.call('push.unsubscribe', { endpoint: subscription.endpoint })
  await subscription.unsubscribe()
}
