import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { Field } from './field.tsx'

/** A password, which may be looked at while it is typed. */
export function PasswordField({ label = 'Password', ...rest }: Omit<ComponentProps<typeof Field>, 'type' | 'label'> & { label?: string }) {
  const [shown, setShown] = useState(false)
  const toggle = (
    <button
      type="button"
      className="tool"
      aria-label={shown ? 'Hide what is typed' : 'Show what is typed'}
      aria-pressed={shown}
      onClick={() => setShown(!shown)}
    >
      {shown ? <EyeOff size={16} /> : <Eye size={16} />}
    </button>
  )
  return <Field label={label} type={shown ? 'text' : 'password'} spellCheck={false} autoCapitalize="none" after={toggle} {...rest} />
}
