import clsx from 'clsx'
import type { ReactNode } from 'react'

/** A part of the design page: what it shows, and what that is called. */
export function Specimen({ title, column = false, tight = false, children }: { title: string; column?: boolean; tight?: boolean; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <div className={clsx('specimen', column && 'column', tight && 'tight')}>{children}</div>
    </section>
  )
}
