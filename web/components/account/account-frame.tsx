import type { ReactNode } from 'react'
import { WorkspaceMark } from '../ui/workspace-mark.tsx'

/** One quiet sheet for everything before the workspace. */
export function AccountFrame({ workspace, children }: { workspace: string; children: ReactNode }) {
  return (
    <main className="account">
      <div className="account-sheet">
        <p className="account-mark">
          <WorkspaceMark name={workspace} />
          <span dir="auto">{workspace}</span>
        </p>
        {children}
      </div>
    </main>
  )
}
