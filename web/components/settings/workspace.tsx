'use client'

import { LIMITS, type Workspace } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useUnsaved } from '../../hooks/use-unsaved.ts'
import { Choice } from '../ui/choice.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { SaveLine } from './save-line.tsx'

const readers = ['all', 'admins'] as const
const adders = ['everyone', 'admins'] as const
const ways = ['open', 'invite', 'closed'] as const

/** The workspace's name, and who may come in. */
export function WorkspaceSettings() {
  const { client, workspace } = useSession()
  const words = useSettingsWords()
  const name = useUnsaved('workspace', 'name', workspace.name)
  const registration = useUnsaved('workspace', 'registration', workspace.registration)
  const edits = useUnsaved('workspace', 'edits', workspace.edits ?? 'all')
  const emoji = useUnsaved('workspace', 'emoji', workspace.emoji ?? 'everyone')
  const wide = useUnsaved('workspace', 'wideMentions', workspace.wideMentions ?? 'everyone')
  const seers = readers.find((who) => who === edits.value) ?? 'all'
  const chosen = ways.find((way) => way === registration.value) ?? workspace.registration
  const { busy, failure, run } = useRequest()
  const [saved, setSaved] = useState(false)
  const forget = () => [name, registration, edits, emoji, wide].forEach((field) => void field.forget())
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const changes: Partial<Pick<Workspace, 'name' | 'registration' | 'edits' | 'emoji' | 'wideMentions'>> = {
      ...(name.changed && { name: name.value.trim() }),
      ...(registration.changed && { registration: chosen }),
      ...(edits.changed && { edits: seers }),
      ...(emoji.changed && { emoji: mayOf(emoji) }),
      ...(wide.changed && { wideMentions: mayOf(wide) }),
    }
    const done = await run(() => client.call('workspace.update', changes))
    setSaved(done)
    if (done) forget()
  }
  return (
    <form className="form settings-part" onSubmit={save}>
      <Field
        label={words.workspaceName}
        autoComplete="off"
        maxLength={LIMITS.nameChars}
        value={name.value}
        onChange={(event) => name.set(event.target.value)}
      />
      <Choice
        legend={words.registration}
        options={ways.map((value) => ({ value, ...words.ways[value] }))}
        value={chosen}
        disabled={busy}
        onChange={registration.set}
      />
      <Choice legend={words.edits} options={readers.map((value) => ({ value, ...words.readers[value] }))} value={seers} disabled={busy} onChange={edits.set} />
      <WhoMay legend={words.wideMentions} words={words.wideMentioners} field={wide} busy={busy} />
      <WhoMay legend={words.emoji.who} words={words.emoji} field={emoji} busy={busy} />
      <Failure words={failure} />
      <SaveLine
        changed={[name, registration, edits, emoji, wide].some(({ changed }) => changed)}
        valid={name.value.trim() !== ''}
        busy={busy}
        saved={saved}
        onDiscard={forget}
      />
    </form>
  )
}

type Unsaved = ReturnType<typeof useUnsaved>
const mayOf = ({ value }: Unsaved) => adders.find((who) => who === value) ?? 'everyone'

interface WhoProps {
  legend: string
  words: Record<(typeof adders)[number], { label: string; hint: string }>
  field: Unsaved
  busy: boolean
}

/** Everybody may, or administrators alone. */
function WhoMay({ legend, words, field, busy }: WhoProps) {
  const options = adders.map((value) => ({ value, ...words[value] }))
  return <Choice legend={legend} options={options} value={mayOf(field)} disabled={busy} onChange={field.set} />
}
