'use client'

import { Component, type ReactNode } from 'react'
import { wordsNow } from '../lib/words.ts'

/** Keeps one broken part from taking the rest of the page with it. */
export class Boundary extends Component<{ what: string; quiet?: boolean; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    const { general } = wordsNow()
    if (this.props.quiet) return <p className="failed-tile">{general.notShown(this.props.what)}</p>
    return (
      <div className="standstill" role="alert">
        <h1>{general.stumbled(this.props.what)}</h1>
        <p>{general.nothingLost}</p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          {general.reload}
        </button>
      </div>
    )
  }
}
