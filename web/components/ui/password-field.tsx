import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { useWords } from '../../hooks/use-words.ts'
import { accountWords } from '../../lib/account-words.ts'
import { Field } from './field.tsx'

/** A password, which may be looked at while it is typed. */
export function PasswordField({ label, ...rest }: Omit<ComponentProps<typeof Field>, 'type' | 'label'> & { label?: string }) {
  const account = accountWords(useWords())
  const [shown, setShown] = useState(false)
  const name = label ?? account.password
  const toggle = (
    <button
      type="button"
      className="tool"
      aria-label={shown ? account.hidePassword : account.showPassword}
      aria-description={name}
      aria-pressed={shown}
      onClick={() => setShown(!shown)}
    >
      {shown ? <EyeOff size={16} /> : <Eye size={16} />}
    </button>
  )
  return <Field label={name} type={shown ? 'text' : 'password'} spellCheck={false} autoCapitalize="none" after={toggle} {...rest} />
}
