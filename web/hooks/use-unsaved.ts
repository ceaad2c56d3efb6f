import { useSyncExternalStore } from 'react'
import type { SettingsSection } from '../lib/settings.ts'
import { keepUnsaved, onUnsaved, unsaved, unsavedKeys } from '../lib/unsaved.ts'

const none: readonly string[] = []

/** A field of the settings: what is typed in it, or else what is saved. Back at what is saved, there is nothing left to save. */
export function useUnsaved(
  section: SettingsSection,
  name: string,
  saved: string,
): { value: string; changed: boolean; set(value: string): void; forget(): void } {
  const key = `${section}.${name}`
  const typed = useSyncExternalStore(
    onUnsaved,
    () => unsaved(key),
    () => undefined,
  )
  return {
    value: typed ?? saved,
    changed: typed !== undefined && typed !== saved,
    set: (value) => keepUnsaved(key, value === saved ? null : value),
    forget: () => keepUnsaved(key, null),
  }
}

/** Which pages of the settings hold something unsaved. */
export function useUnsavedSections(): ReadonlySet<string> {
  const keys = useSyncExternalStore(onUnsaved, unsavedKeys, () => none)
  return new Set(keys.map((key) => key.split('.', 1)[0] ?? ''))
}
