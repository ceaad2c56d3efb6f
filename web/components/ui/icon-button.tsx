import clsx from 'clsx'
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> & { label: string; children?: ReactNode; ref?: Ref<HTMLButtonElement> }

/** A button that is only an icon; its label is what it is called. Without children its style draws it. */
export function IconButton({ label, className, children, ...rest }: Props) {
  return (
    <button type="button" className={clsx('tool', className)} aria-label={label} title={label} {...rest}>
      {children}
    </button>
  )
}
