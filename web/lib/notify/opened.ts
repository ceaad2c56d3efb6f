import { navigate } from '../navigate.ts'
import type { Open } from './open.ts'

/** Goes to where a press on a notification leads, without loading the page anew: what is written here stays. Answers how to stop. */
export function followNotices(): () => void {
  const workers = navigator.serviceWorker
  const open = ({ data, ports }: MessageEvent<Open | undefined>): void => {
    if (data?.type !== 'open') return
    navigate(data.path)
    ports[0]?.postMessage('opened')
  }
  workers?.addEventListener('message', open)
  return () => workers?.removeEventListener('message', open)
}
