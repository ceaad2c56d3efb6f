'use client'

import { LIMITS } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useUnsaved } from '../../hooks/use-unsaved.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { PasswordForm } from './password.tsx'
import { SaveLine } from './save-line.tsx'

/** One's own name and handle, and the password. */
export function ProfileSettings() {
  return (
    <>
      <ProfileForm />
      <PasswordForm />
    </>
  )
}

function ProfileForm() {
  const { client, me } = useSession()
  const words = useSettingsWords()
  const name = useUnsaved('profile', 'name', me.name)
  const handle = useUnsaved('profile', 'handle', me.handle)
  const { busy, failure, run } = useRequest()
  const [saved, setSaved] = useState(false)
  const changed = name.changed || handle.changed
  const forget = () => [name, handle].forEach((field) => void field.forget())
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const changes = { ...(name.changed && { name: name.value.trim() }), ...(handle.changed && { handle: handle.value.trim() }) }
    const done = await run(() => client.call('profile.update', changes))
    setSaved(done)
    if (done) forget()
  }
  return (
    <form className="form settings-part" onSubmit={save}>
      <div className="settings-me">
        <Avatar userId={me.id} size="l" />
        <p className="settings-words">{words.profileWords}</p>
      </div>
      <Field label={words.name} autoComplete="name" maxLength={LIMITS.nameChars} value={name.value} onChange={(event) => name.set(event.target.value)} />
      <Field
        label={words.handle}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={LIMITS.handleChars}
        hint={words.handleHint}
        value={handle.value}
        onChange={(event) => handle.set(event.target.value)}
      />
      <Failure words={failure} />
      <SaveLine changed={changed} valid={name.value.trim() !== '' && handle.value.trim() !== ''} busy={busy} saved={saved} onDiscard={forget} />
    </form>
  )
}
