import { useMemo, useRef } from 'react'

/**
 * One change of the rows a frame, the first when what opened is painted. Rows that come at one end and go at the other in one frame would count as
 * rows that moved, and all of them at once are a long task.
 */
export function useTurn() {
  const next = useRef(() => {})
  return useMemo(() => {
    let busy = true
    let turns = 0
    return {
      taken: () => busy,
      take(change: () => void) {
        busy = true
        change()
      },
      /** Other rows stand in the page: the turn is over when they are painted. */
      drawn() {
        busy = true
        const turn = ++turns
        afterPaint(() => {
          if (turn !== turns) return
          busy = false
          next.current()
        })
      },
      /** What to do when a turn is over. */
      onFree(look: () => void) {
        next.current = look
      },
    }
  }, [])
}

/** Runs something once the next frame is painted; a page out of sight paints none. */
const afterPaint = (run: () => void): void => void requestAnimationFrame(() => setTimeout(run))
