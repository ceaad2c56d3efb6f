import { Pencil, Trash2 } from 'lucide-react'
import { useShellWords } from '../../lib/shell-words.ts'
import { MenuItem } from '../ui/menu.tsx'
import type { SectionQuestion } from './section-dialog.tsx'

/** What can be done with a section of one's own. */
export function SectionItems({ name, onAsk }: { name: string; onAsk: (question: SectionQuestion) => void }) {
  const words = useShellWords()
  return (
    <>
      <MenuItem icon={<Pencil size={16} />} onSelect={() => onAsk({ about: 'rename', section: name })}>
        {words.renameSection}
      </MenuItem>
      <MenuItem icon={<Trash2 size={16} />} danger onSelect={() => onAsk({ about: 'remove', section: name })}>
        {words.removeSection}
      </MenuItem>
    </>
  )
}
