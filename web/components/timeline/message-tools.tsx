'use client'

import type { Entry } from '@parley/client'
import { Copy, Ellipsis, Link, MailOpen, Pencil, Trash2 } from 'lucide-react'
import { useActions } from '../../hooks/use-message-actions.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'

/** What can be done with a message, where the eye is; it lies over the text and moves nothing. */
export function MessageTools({ entry }: { entry: Entry }) {
  const actions = useActions()
  const mayEdit = actions.mayEdit(entry)
  const mayDelete = actions.mayDelete(entry)
  return (
    <div className="acts">
      {mayEdit ? (
        <IconButton label="Edit message" onClick={() => actions.edit(entry)}>
          <Pencil size={15} />
        </IconButton>
      ) : (
        <IconButton label="Copy link" onClick={() => actions.copyLink(entry)}>
          <Link size={15} />
        </IconButton>
      )}
      {mayDelete && (
        <IconButton label="Delete message" onClick={() => actions.askToDelete(entry)}>
          <Trash2 size={15} />
        </IconButton>
      )}
      <Menu label="More actions" icon={<Ellipsis size={16} />}>
        {actions.mayMark && (
          <MenuItem icon={<MailOpen size={16} />} onSelect={() => actions.markUnread(entry)}>
            Mark unread from here
          </MenuItem>
        )}
        <MenuItem icon={<Link size={16} />} onSelect={() => actions.copyLink(entry)}>
          Copy link
        </MenuItem>
        <MenuItem icon={<Copy size={16} />} onSelect={() => actions.copyText(entry)}>
          Copy text
        </MenuItem>
        {mayEdit && (
          <MenuItem icon={<Pencil size={16} />} onSelect={() => actions.edit(entry)}>
            Edit message
          </MenuItem>
        )}
        {mayDelete && (
          <MenuItem icon={<Trash2 size={16} />} danger onSelect={() => actions.askToDelete(entry)}>
            Delete message
          </MenuItem>
        )}
      </Menu>
    </div>
  )
}
