import { hash } from 'node:crypto'

/** The one id (a UUID of version 8) that follows from another: who derives it twice has it once. */
export function derivedId(id: string, purpose: string): string {
  const digits = hash('sha256', `${purpose} ${id}`)
  const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) % 4]
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
