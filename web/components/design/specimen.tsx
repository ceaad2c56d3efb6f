import type { ReactNode } from 'react'

/** A part of the design page: what it shows, and what that is called. */
export function Specimen({ title, column = false, children }: { title: string; column?: boolean; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <div className={column ? 'specimen column' : 'specimen'}>{children}</div>
    </section>
  )
}
