import { useLayoutEffect } from 'react'
import { useWords } from '../hooks/use-words.ts'
import { unveil } from '../lib/picture.ts'

/** The workspace before anything is known: its shape, so that nothing moves when it comes; the server's picture lies over it for as long. */
export function Skeleton() {
  const { general } = useWords()
  useLayoutEffect(() => unveil, [])
  return (
    <div className="app" role="status" aria-busy="true" aria-label={general.loading}>
      <div className="side" />
      <div className="main">
        <div className="head" />
      </div>
    </div>
  )
}

/** Lines where messages will stand. */
export function SkeletonLines() {
  const { general } = useWords()
  return (
    <div className="skeleton-lines" role="status" aria-busy="true" aria-label={general.loadingMessages}>
      {[62, 41, 78, 35, 55, 70].map((width) => (
        <div key={width} className="skeleton-line">
          <i />
          <span>
            <b style={{ width: `${width / 4}%` }} />
            <b style={{ width: `${width}%` }} />
          </span>
        </div>
      ))}
    </div>
  )
}
