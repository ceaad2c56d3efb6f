'use client'

import { Component, type ReactNode } from 'react'

/** Keeps one broken part from taking the rest of the page with it. */
export class Boundary extends Component<{ what: string; quiet?: boolean; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    if (this.props.quiet) return <p className="failed-tile">{this.props.what} could not be shown.</p>
    return (
      <div className="standstill" role="alert">
        <h1>{this.props.what} stumbled</h1>
        <p>Nothing that was sent is lost, and neither is your draft.</p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Reload
        </button>
      </div>
    )
  }
}
