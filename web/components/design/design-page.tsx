'use client'

import { useSession } from '../../hooks/use-client.ts'
import { faceOf } from '../../lib/avatar.ts'
import { LookChoices } from '../settings/look-choices.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { NavLink } from '../ui/nav-link.tsx'
import { WorkspaceMark } from '../ui/workspace-mark.tsx'
import { Colours } from './colours.tsx'
import { Controls } from './controls.tsx'
import { Messages } from './messages.tsx'
import { Scales } from './scales.tsx'
import { Specimen } from './specimen.tsx'
import '../../styles/design.css'

/** The design system, drawn by itself: tokens, scales and every part in every state, in the look chosen above. Only in development. */
export function DesignPage() {
  const { me, workspace } = useSession()
  return (
    <main className="design">
      <NavLink href="/">Back</NavLink>
      <h1>Design system</h1>
      <Specimen title="Look">
        <LookChoices />
      </Specimen>
      <Colours />
      <Scales />
      <Controls />
      <Specimen title="People and places">
        {(['xs', 's', 'm', 'l'] as const).map((size) => (
          <Avatar key={size} userId={me.id} size={size} />
        ))}
        <span className="avatar s" style={faceOf('several')}>
          3
        </span>
        {(['online', 'away', 'offline'] as const).map((state) => (
          <span key={state} className="avatar m" style={faceOf(state)} title={state}>
            AD
            <i className="dot" data-presence={state} />
          </span>
        ))}
        <WorkspaceMark name={workspace.name} />
        <span className="tag">bot</span>
      </Specimen>
      <Messages />
    </main>
  )
}
