import { type ReactNode, useId } from 'react'

interface Props<T extends string> {
  legend: string
  options: readonly { value: T; label: ReactNode; hint: string }[]
  value: T
  disabled?: boolean
  onChange: (value: T) => void
}

/** One of a few, each with what it means. */
export function Choice<T extends string>({ legend, options, value, disabled = false, onChange }: Props<T>) {
  const name = useId()
  return (
    <fieldset className="choice" disabled={disabled}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} data-checked={option.value === value || undefined}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>
            <b>{option.label}</b>
            <small>{option.hint}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
