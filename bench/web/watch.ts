/** What the page itself notes while it lives. */
export interface Notes {
  /** Sum of all layout shifts that no key or click of the last half second explains, and of those it does. */
  shift: number
  shiftAfterInput: number
  /** Milliseconds of each task above 50. */
  tasks: number[]
  /** Since the navigation began: when the first message row was painted. */
  firstRow: number | null
  /** From each key to the frame that shows it. */
  keys: number[]
  /** From the last click to the frame that shows the message waited for. */
  painted: Promise<number>
}

declare global {
  interface Window {
    notes: Notes
    waitForRow: (messageId: string) => void
  }
}

/** Runs in the page, before anything of its own: it must hold all it needs. */
export function watchPage(): void {
  const notes: Notes = { shift: 0, shiftAfterInput: 0, tasks: [], firstRow: null, keys: [], painted: Promise.resolve(0) }
  let clickedAt = 0
  const observe = (type: string, see: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true })
  /** The next frame that passes; a task that is queued in its callback runs after it was drawn. */
  const drawn = (passes = () => true): Promise<number> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!passes()) return void requestAnimationFrame(look)
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now())
        port2.postMessage(null)
      }
      requestAnimationFrame(look)
    })
  const row = (selector: string): Promise<number> => drawn(() => document.querySelector(selector) !== null)
  observe('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
    notes[hadRecentInput ? 'shiftAfterInput' : 'shift'] += value
  })
  observe('longtask', ({ duration }) => notes.tasks.push(duration))
  addEventListener('click', ({ timeStamp }) => (clickedAt = timeStamp), true)
  addEventListener('keydown', ({ timeStamp }) => void drawn().then((at) => notes.keys.push(at - timeStamp)), true)
  void row('article[data-message-id]').then((at) => (notes.firstRow = at))
  window.notes = notes
  window.waitForRow = (messageId) => {
    notes.painted = row(`[data-message-id="${messageId}"]`).then((at) => at - clickedAt)
  }
}
