'use client'

import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { useRowMarks } from '../../hooks/use-row-marks.ts'
import { useShell } from '../../hooks/use-shell.ts'
import { type SidebarSection as Section, sectionName } from '../../hooks/use-sidebar-sections.ts'
import { CHANNEL_TYPE } from '../../lib/drag.ts'
import { useShellWords } from '../../lib/shell-words.ts'

interface Props {
  section: Section
  /** Buttons at the end of the heading. */
  tools: ReactNode
  onDrop: (channelId: string) => void
  children: ReactNode
}

/** A heading that folds its rows, and takes rows dropped on it. */
export function SidebarSection({ section, tools, onDrop, children }: Props) {
  const { sections } = useShell()
  const words = useShellWords()
  const { stop } = useRowMarks(section.key)
  const { over, ...target } = useDrop(onDrop)
  const name = sectionName(section.key, words)
  return (
    <section
      className={clsx('side-section', over && 'over', section.kind === 'favourites' && section.rows.length === 0 && 'bare')}
      aria-label={name}
      data-section={section.key}
      {...target}
    >
      <div className="sec">
        <h2>
          <button
            type="button"
            className="sec-name"
            data-stop={section.key}
            tabIndex={stop ? 0 : -1}
            aria-expanded={!section.collapsed}
            onClick={() => sections.collapse(section.key, !section.collapsed)}
          >
            <ChevronRight size={13} className="sec-arrow points" />
            <span>{name}</span>
          </button>
        </h2>
        {tools}
      </div>
      {children}
    </section>
  )
}

function useDrop(onDrop: (channelId: string) => void) {
  const [over, setOver] = useState(false)
  const allow = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(CHANNEL_TYPE)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'move'
    setOver(true)
  }
  const leave = (event: DragEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
  }
  const drop = (event: DragEvent) => {
    setOver(false)
    const channelId = event.dataTransfer.getData(CHANNEL_TYPE)
    if (!channelId) return
    event.preventDefault()
    onDrop(channelId)
  }
  return { over, onDragOver: allow, onDragLeave: leave, onDrop: drop }
}
