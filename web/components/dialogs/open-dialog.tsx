'use client'

import type { ComponentType } from 'react'
import { type DialogName, useDialogs } from '../../hooks/use-dialogs.ts'
import { laterPart } from '../later.tsx'
import type { PeopleDialogName } from '../people/dialogs.tsx'

type Closable = ComponentType<{ onClose: () => void }>

/** The workspace's dialogs. */
const dialogs: Record<Exclude<DialogName, PeopleDialogName>, Closable> = {
  jump: laterPart(async () => (await import('./jump-dialog.tsx')).JumpDialog),
  browse: laterPart(async () => (await import('./browse-dialog.tsx')).BrowseDialog),
  create: laterPart(async () => (await import('./create-channel-dialog.tsx')).CreateChannelDialog),
  direct: laterPart(async () => (await import('./direct-dialog.tsx')).DirectDialog),
  shortcuts: laterPart(async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog),
}

const PeopleDialog = laterPart(async () => (await import('../people/dialogs.tsx')).PeopleDialog)
const isOther = (name: DialogName): name is keyof typeof dialogs => name in dialogs

export function OpenDialog({ name }: { name: DialogName | null }) {
  const open = useDialogs()
  if (!name) return null
  const close = () => open(null)
  if (!isOther(name)) return <PeopleDialog key={name} name={name} onClose={close} />
  const Named = dialogs[name]
  return <Named key={name} onClose={close} />
}
