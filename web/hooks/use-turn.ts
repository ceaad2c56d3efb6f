import { useMemo, useRef } from 'react'
import { flushSync } from 'react-dom'

/**
 * One change of the rows a frame, the first when what opened is painted. Rows that come at one end and go at the other in one frame would count as
 * rows that moved, and all of them at once are a long task.
 */
export function useTurn() {
  const next = useRef(() => {})
  return useMemo(() => {
    let busy = true
    let inFrame = false
    let turns = 0
    return {
      take(change: () => void) {
        inFrame = true
        flushSync(change)
        inFrame = false
      },
      /** Other rows stand in the page: the turn is over when they are painted. */
      drawn() {
        busy = true
        const turn = ++turns
        const soon = inFrame ? requestAnimationFrame : inNextFrame
        soon(() => {
          if (turn !== turns) return
          busy = false
          next.current()
        })
      },
      /** As soon as the next frame is painted, unless a turn is not over. */
      soon() {
        if (!busy) this.drawn()
      },
      /** What to do when a turn is over. */
      onFree(look: () => void) {
        next.current = look
      },
    }
  }, [])
}

/**
 * Runs something in the frame after the next one, and so after that one was painted; a page out of sight paints none. Within a frame the browser's own thread
 * and the page agree where the list is scrolled to: rows that come between two frames throw a list that a wheel moves meanwhile off by their height.
 */
const inNextFrame = (run: () => void): void => void requestAnimationFrame(() => requestAnimationFrame(run))
