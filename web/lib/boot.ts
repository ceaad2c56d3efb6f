import type { Boot } from '@parley/protocol'
import { ask } from './home.ts'

/** The server's word stands in the page: it did not come from a cache. */
export const isPlaced = (): boolean => document.getElementById('boot') !== null

/** What the server placed into the page. A page from elsewhere, kept by the service worker, or of `next dev` is without it: then it is asked for. */
export async function readBoot(): Promise<Boot> {
  const placed = document.getElementById('boot')?.textContent
  if (placed) return JSON.parse(placed) as Boot
  const answer = await ask(`/api/boot?path=${encodeURIComponent(location.pathname.slice(0, 300))}`)
  if (!answer.ok) throw new Error(`The server answered ${answer.status}`)
  return (await answer.json()) as Boot
}
