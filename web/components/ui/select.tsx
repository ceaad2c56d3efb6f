import type { ChangeEvent } from 'react'

interface Props<T extends string | number> {
  label: string
  /** The label is told, and not shown: what it means stands beside it already. */
  quiet?: boolean
  options: readonly { value: T; label: string }[]
  value: T
  disabled?: boolean
  onChange: (value: T) => void
}

/** The system's own list of choices. */
export function Select<T extends string | number>({ label, quiet = false, options, value, disabled, onChange }: Props<T>) {
  const choose = (event: ChangeEvent<HTMLSelectElement>) => {
    const chosen = options[event.target.selectedIndex]
    if (chosen) onChange(chosen.value)
  }
  return (
    <label className="select">
      <span className={quiet ? 'visually-hidden' : undefined}>{label}</span>
      <select value={value} disabled={disabled} onChange={choose}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
