'use client'

import { LIMITS, type User } from '@parley/protocol'
import { useState } from 'react'
import { type AccountClient, useAccountForm } from '../../hooks/use-account-form.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { keepFirstSteps } from '../../lib/first-steps.ts'
import { Field } from '../ui/field.tsx'
import { AccountForm } from './account-form.tsx'

/** Nobody is here yet: the first person names the place and becomes its owner. */
export function FirstRun(props: { account: AccountClient; workspace: string; askCode: boolean; onEntered: (user: User) => void }) {
  const words = useSettingsWords()
  const { first } = words
  const [workspace, setWorkspace] = useState(props.workspace)
  // The name is the owner's to give, and there is none before this account: it waits for the connection.
  const entered = (user: User) => {
    keepFirstSteps({ userId: user.id, workspace: workspace.trim() })
    props.onEntered(user)
  }
  const form = useAccountForm({ account: props.account, codeAs: props.askCode ? 'ownerCode' : null, onEntered: entered })
  return (
    <AccountForm
      form={form}
      title={first.title}
      words={first.words}
      action={first.create}
      before={
        <Field
          label={words.workspaceName}
          name="organization"
          autoComplete="organization"
          autoFocus
          maxLength={LIMITS.nameChars}
          hint={first.workspaceHint}
          value={workspace}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setWorkspace(event.target.value)}
        />
      }
      after={
        props.askCode && (
          <Field label={first.ownerCode} autoComplete="off" autoCapitalize="none" spellCheck={false} hint={first.ownerHint} {...form.field('code')} />
        )
      }
      foot={<p className="form-note">{first.openNote}</p>}
    />
  )
}
