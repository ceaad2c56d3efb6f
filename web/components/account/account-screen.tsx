'use client'

import type { User } from '@parley/protocol'
import { useState } from 'react'
import { useRoute } from '../../hooks/use-route.ts'
import { replacePath } from '../../lib/navigate.ts'
import type { Opened } from '../../lib/open.ts'
import { lastUser, rememberUser } from '../../lib/tab-outbox.ts'
import { AccountFrame } from './account-frame.tsx'
import { FirstRun } from './first-run.tsx'
import { SignIn } from './sign-in.tsx'
import { SignUp } from './sign-up.tsx'

/** The way in: the first account of all, an invitation, a new account, or signing in. */
export function AccountScreen({ opened, notice, onEntered }: { opened: Opened; notice?: string; onEntered: () => void }) {
  const { boot, client } = opened
  const route = useRoute()
  const invite = route.at === 'invite' ? route.code : null
  const [screen, setScreen] = useState<'in' | 'up'>(invite || (route.at === 'account' && route.screen === 'up') ? 'up' : 'in')
  const entered = (user: User) => {
    const other = lastUser() !== null && lastUser() !== user.id
    rememberUser(user.id)
    if (invite || route.at === 'account') replacePath('/')
    // What another person left unsent in this page must not be sent by this one.
    if (other) location.reload()
    else onEntered()
  }

  return (
    <AccountFrame workspace={boot.workspace.name}>
      {boot.firstRun && !notice ? (
        <FirstRun account={client.account} workspace={boot.workspace.name} askCode={!boot.firstRun.here} onEntered={entered} />
      ) : screen === 'up' ? (
        <SignUp account={client.account} boot={boot} invite={invite} onEntered={entered} onSignIn={() => setScreen('in')} />
      ) : (
        <SignIn account={client.account} boot={boot} notice={notice} onEntered={entered} onSignUp={() => setScreen('up')} />
      )}
    </AccountFrame>
  )
}
