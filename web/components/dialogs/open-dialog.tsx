'use client'

import type { ComponentType } from 'react'
import { type DialogAsked, type DialogName, useDialogs } from '../../hooks/use-dialogs.ts'
import { laterPart } from '../later.tsx'

type Closable = ComponentType<{ onClose: () => void }>

/** The workspace's dialogs. */
const dialogs: Record<DialogName, Closable> = {
  jump: laterPart(async () => (await import('./jump-dialog.tsx')).JumpDialog),
  browse: laterPart(async () => (await import('./browse-dialog.tsx')).BrowseDialog),
  create: laterPart(async () => (await import('./create-channel-dialog.tsx')).CreateChannelDialog),
  direct: laterPart(async () => (await import('./direct-dialog.tsx')).DirectDialog),
  shortcuts: laterPart(async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog),
}

const PeopleDialog = laterPart(async () => (await import('../people/dialogs.tsx')).PeopleDialog)

export function OpenDialog({ asked }: { asked: DialogAsked | null }) {
  const open = useDialogs()
  if (!asked) return null
  const close = () => open(null)
  if (typeof asked !== 'string') return <PeopleDialog key={asked.is} question={asked} onClose={close} />
  const Named = dialogs[asked]
  return <Named key={asked} onClose={close} />
}
