import { type InputHTMLAttributes, type ReactNode, useId } from 'react'

type Props = InputHTMLAttributes<HTMLInputElement> & { label: string; error?: string | null | undefined; hint?: ReactNode; after?: ReactNode }

/** A labelled line to fill in, its hint, and what is wrong with it. */
export function Field({ label, error, hint, after, ...input }: Props) {
  const id = useId()
  const about = error ? `${id}-error` : hint ? `${id}-hint` : undefined
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-line" data-invalid={error ? true : undefined}>
        <input id={id} dir={input.value ? 'auto' : undefined} aria-invalid={error ? true : undefined} aria-describedby={about} {...input} />
        {after}
      </div>
      {error ? (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      ) : (
        hint && (
          <p className="field-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )
      )}
    </div>
  )
}
