'use client'

import { type ComponentType, lazy, Suspense } from 'react'
import { type DialogName, useDialogs } from '../../hooks/use-dialogs.ts'

type Closable = ComponentType<{ onClose: () => void }>

/** The workspace's dialogs; their code is fetched when one is first opened. */
const dialogs: Record<DialogName, Closable> = {
  jump: lazy(async () => ({ default: (await import('./jump-dialog.tsx')).JumpDialog })),
  browse: lazy(async () => ({ default: (await import('./browse-dialog.tsx')).BrowseDialog })),
  create: lazy(async () => ({ default: (await import('./create-channel-dialog.tsx')).CreateChannelDialog })),
  direct: lazy(async () => ({ default: (await import('./direct-dialog.tsx')).DirectDialog })),
  shortcuts: lazy(async () => ({ default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog })),
}

export function OpenDialog({ name }: { name: DialogName | null }) {
  const open = useDialogs()
  if (!name) return null
  const Named = dialogs[name]
  return (
    <Suspense fallback={null}>
      <Named key={name} onClose={() => open(null)} />
    </Suspense>
  )
}
