'use client'

import { Ellipsis, ListPlus, Plus } from 'lucide-react'
import { memo } from 'react'
import { useDialogs } from '../../hooks/use-dialogs.ts'
import type { SidebarSection } from '../../hooks/use-sidebar-sections.ts'
import { useShellWords } from '../../lib/shell-words.ts'
import { laterPart } from '../later.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { SectionQuestion } from './section-dialog.tsx'

const SectionItems = laterPart(async () => (await import('./section-items.tsx')).SectionItems)

interface Props {
  section: SidebarSection
  onAsk: (question: SectionQuestion) => void
}

/** What can be begun in a section, or done with it. */
export const SectionTools = memo(Tools, (a, b) => a.onAsk === b.onAsk && a.section.key === b.section.key)

function Tools({ section, onAsk }: Props) {
  const open = useDialogs()
  const words = useShellWords()
  if (section.kind === 'directs') {
    return (
      <IconButton label={words.newDirect} onClick={() => open('direct')}>
        <Plus size={15} />
      </IconButton>
    )
  }
  if (section.kind === 'channels') {
    return (
      <>
        <IconButton label={words.newSection} className="sec-more" onClick={() => onAsk({ about: 'new' })}>
          <ListPlus size={15} />
        </IconButton>
        <IconButton label={words.createChannel} onClick={() => open('create')}>
          <Plus size={15} />
        </IconButton>
      </>
    )
  }
  if (section.kind !== 'own') return null
  return (
    <Menu label={words.sectionOptions(section.name)} icon={<Ellipsis size={15} />} className="sec-more">
      <SectionItems name={section.name} onAsk={onAsk} />
    </Menu>
  )
}
