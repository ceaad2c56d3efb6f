import { useEffect, useState } from 'react'

/** A value once it has not changed for a moment: what is typed, not every letter of it. */
export function useSettled<T>(value: T, afterMs: number, first = value): T {
  const [settled, setSettled] = useState(first)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return settled
}
