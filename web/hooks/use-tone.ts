import { useEffect } from 'react'
import { keepTone, keptTone } from '../lib/composer/emoji.ts'
import { useClient } from './use-client.ts'
import { useReadable } from './use-readable.ts'

/** This person's skin tone, on all their devices; 0 is none. */
export function useTone(): [tone: number, set: (tone: number) => void] {
  const client = useClient()
  const told = useReadable(client.preferences)?.skinTone
  useEffect(() => {
    if (told !== undefined) keepTone(told)
  }, [told])
  const set = (next: number) => {
    keepTone(next)
    client.call('preferences.update', { skinTone: next }).catch(() => {})
  }
  return [told ?? keptTone(), set]
}
