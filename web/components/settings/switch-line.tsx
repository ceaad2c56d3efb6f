import type { ReactNode } from 'react'

interface Props {
  label: ReactNode
  hint?: string
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}

/** Something that is on or off, and what that means. */
export function SwitchLine({ label, hint, checked, disabled = false, onChange }: Props) {
  return (
    <div className="choice">
      <label data-checked={checked || undefined}>
        <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
        <span>
          <b>{label}</b>
          {hint && <small>{hint}</small>}
        </span>
      </label>
    </div>
  )
}
