'use client'

import type { Conversation } from '@parley/client'
import { LIMITS } from '@parley/protocol'
import { Check } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useConversations, useHereId } from '../../hooks/use-conversation.ts'
import { usePaneWords } from '../../hooks/use-pane-words.ts'
import { useShell } from '../../hooks/use-shell.ts'
import { sectionName } from '../../hooks/use-sidebar-sections.ts'
import { focusSidebar } from '../../lib/focus.ts'
import { leavePlace } from '../../lib/place.ts'
import { ownKey, ownNames, sectionOf, sectionsFor } from '../../lib/sections.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import type { SectionDialogProps } from './section-dialog.tsx'

/** The question that was asked, as a dialog. */
export function SectionQuestions({ question, commands, onClose }: SectionDialogProps) {
  const words = usePaneWords()
  const { sections } = useShell()
  if (question.about === 'move') return <MoveDialog {...question} commands={commands} onClose={onClose} />
  if (question.about === 'leave') return <LeaveConfirm {...question} onClose={onClose} />
  if (question.about === 'remove') {
    const remove = () => commands.removeSection(question.section)
    return <Confirm title={words.removeTitle(question.section)} words={words.removeWords} action={words.removeAction} onConfirm={remove} onClose={onClose} />
  }
  const before = question.about === 'rename' ? question.section : ''
  const save = (name: string) => {
    if (before) void commands.renameSection(before, name)
    else sections.setMade([...sections.made, name])
    onClose()
  }
  return (
    <Dialog title={before ? words.renameSection : words.newSection} onClose={onClose}>
      <NameForm first={before} onName={save} />
    </Dialog>
  )
}

function NameForm({ first = '', label, onName }: { first?: string; label?: string; onName: (name: string) => void }) {
  const words = usePaneWords()
  const [name, setName] = useState(first)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') onName(name.trim())
  }
  return (
    <form className="form section-form" onSubmit={submit}>
      <Field
        label={label ?? words.sectionName}
        autoComplete="off"
        maxLength={LIMITS.nameChars}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button primary" disabled={name.trim() === ''}>
        {words.save}
      </button>
    </form>
  )
}

function MoveDialog({ conversation, name, commands, onClose }: { conversation: Conversation; name: string } & Omit<SectionDialogProps, 'question'>) {
  const words = usePaneWords()
  const { sections } = useShell()
  const keys = sectionsFor(conversation, ownNames(useConversations(), sections.made))
  const here = sectionOf(conversation)
  const move = (key: string) => {
    onClose()
    void commands.move(conversation, name, key)
  }
  return (
    <Dialog title={words.moveTitle(name)} onClose={onClose}>
      <p className="dialog-words">{words.moveWords}</p>
      <ul className="list" aria-label={words.sections}>
        {keys.map((key) => (
          <li key={key}>
            <button type="button" className="list-row" aria-current={key === here} onClick={() => move(key)} data-first={key === here ? '' : undefined}>
              <span className="list-main">{sectionName(key, words)}</span>
              {key === here && <Check size={16} />}
            </button>
          </li>
        ))}
      </ul>
      <NameForm label={words.newSectionWith} onName={(section) => move(ownKey(section))} />
    </Dialog>
  )
}

function LeaveConfirm({ conversation, name, onClose }: { conversation: Conversation; name: string; onClose: () => void }) {
  const client = useClient()
  const words = usePaneWords()
  const here = useHereId() === conversation.channel.id
  const leave = () => client.call('channel.leave', { channelId: conversation.channel.id })
  const close = () => {
    onClose()
    if (client.conversation(conversation.channel.id).get()?.membership) return
    if (here) leavePlace()
    setTimeout(focusSidebar)
  }
  return <Confirm title={words.leaveTitle(name)} words={words.leaveWords} action={words.leaveAction} onConfirm={leave} onClose={close} />
}
