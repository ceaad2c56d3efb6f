import { useCallback, useState } from 'react'
import { keep, kept } from '../lib/kept.ts'

/** State that this browser keeps over a reload. What cannot be read back as the same type is the first value again. */
export function useKept<T extends number | boolean | readonly string[]>(key: string, first: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => read(key, first))
  const set = useCallback(
    (next: T) => {
      setValue(next)
      keep(key, JSON.stringify(next))
    },
    [key],
  )
  return [value, set]
}

function read<T>(key: string, first: T): T {
  try {
    const value: unknown = JSON.parse(kept(key) ?? 'null')
    const same = Array.isArray(first) ? Array.isArray(value) && value.every((one) => typeof one === 'string') : typeof value === typeof first
    return same ? (value as T) : first
  } catch {
    return first
  }
}
