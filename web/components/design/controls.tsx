'use client'

import { Pencil, Settings, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { SkeletonLines } from '../skeleton.tsx'
import { Choice } from '../ui/choice.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { Segments } from '../ui/segments.tsx'
import { Select } from '../ui/select.tsx'
import { Specimen } from './specimen.tsx'

const options = [
  { value: 'one', label: 'One', hint: 'What it means' },
  { value: 'other', label: 'Another', hint: 'What that means' },
]
const nothing = () => {}

/** Everything that can be pressed or filled in. */
export function Controls() {
  return (
    <>
      <Buttons />
      <Fields />
      <Layers />
      <Specimen title="Waiting, and news" column>
        <SkeletonLines />
        <div className="banner" role="status">
          <span>Offline. Trying again in 4 s</span>
          <button type="button" className="link">
            Try now
          </button>
        </div>
        <Failure words="The server cannot be reached. What you wrote is still here." />
      </Specimen>
    </>
  )
}

function Buttons() {
  return (
    <Specimen title="Buttons">
      {['', ' primary', ' danger', ' small'].flatMap((kind) =>
        [false, true].map((disabled) => (
          <button key={`${kind}${disabled}`} type="button" className={`button${kind}`} disabled={disabled}>
            {kind.trim() || 'button'}
            {disabled && ', disabled'}
          </button>
        )),
      )}
      <button type="button" className="link">
        link
      </button>
      <IconButton label="Settings">
        <Settings size={18} />
      </IconButton>
      <IconButton label="Settings, disabled" disabled>
        <Settings size={18} />
      </IconButton>
    </Specimen>
  )
}

function Fields() {
  const [text, setText] = useState('Ada Dunne')
  const [chosen, setChosen] = useState('one')
  const type = (event: { target: { value: string } }) => setText(event.target.value)
  return (
    <Specimen title="Fields" column>
      <Field label="With a hint" hint="As everybody sees you" value={text} onChange={type} />
      <Field label="Empty" placeholder="What it is for" value="" onChange={nothing} />
      <Field label="With an error" error="That handle is taken" value={text} onChange={type} />
      <PasswordField value={text} onChange={type} />
      <Choice legend="Choice" options={options} value={chosen} onChange={setChosen} />
      <Choice legend="Choice, disabled" options={options} value={chosen} disabled onChange={nothing} />
      <Segments legend="Segments" options={options} value={chosen} onChange={setChosen} />
      <Select label="Select" options={options} value={chosen} onChange={setChosen} />
    </Specimen>
  )
}

function Layers() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | null>(null)
  const close = () => setOpen(null)
  return (
    <Specimen title="Menu, dialog, confirmation">
      <Menu label="A menu" icon={<Settings size={18} />}>
        <MenuItem icon={<Pencil size={16} />} onSelect={nothing}>
          Edit
        </MenuItem>
        <MenuItem checked onSelect={nothing}>
          Chosen
        </MenuItem>
        <hr />
        <MenuItem icon={<Trash2 size={16} />} danger onSelect={nothing}>
          Delete
        </MenuItem>
      </Menu>
      <button type="button" className="button" onClick={() => setOpen('dialog')}>
        Dialog
      </button>
      <button type="button" className="button" onClick={() => setOpen('confirm')}>
        Confirmation
      </button>
      {open === 'dialog' && (
        <Dialog title="A dialog" onClose={close}>
          <p className="dialog-words">Esc, the cross and a press beside it close it.</p>
        </Dialog>
      )}
      {open === 'confirm' && <Confirm title="Delete this?" words="It cannot be taken back." action="Delete" onConfirm={async () => {}} onClose={close} />}
    </Specimen>
  )
}
