import type { Boot } from '@parley/protocol'

/** The server's word stands in the page: it did not come from a cache. */
export const isPlaced = (): boolean => document.getElementById('boot') !== null

/** What the server placed into the page. `next dev` serves the page without it, then it is asked for. */
export async function readBoot(): Promise<Boot> {
  const placed = document.getElementById('boot')?.textContent
  if (placed) return JSON.parse(placed) as Boot
  const answer = await fetch(`/api/boot?path=${encodeURIComponent(location.pathname.slice(0, 300))}`, { headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error(`The server answered ${answer.status}`)
  return (await answer.json()) as Boot
}
