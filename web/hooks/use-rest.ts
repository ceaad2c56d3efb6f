import { useEffect } from 'react'
import { bringAll } from '../lib/later.ts'

/** Where no message is shown, nothing says that the page is painted. */
const LATEST_MS = 3_000
let begun = false

/** Once the messages stand in the page, the rest of its code comes: no first use waits, and the service worker has it without a network. */
export function useRest(painted: boolean): void {
  useEffect(() => {
    if (begun) return
    const timer = setTimeout(begin, painted ? 0 : LATEST_MS)
    return () => clearTimeout(timer)
  }, [painted])
}

function begin(): void {
  if (begun) return
  begun = true
  void bringAll().then(async () => (await import('../lib/worker.ts')).keepLoaded())
}
