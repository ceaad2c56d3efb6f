/** What was changed in the settings and not saved: kept while the page lives, whichever page of the settings is looked at. Never a password. */
const values = new Map<string, string>()
const listeners = new Set<() => void>()
let keys: readonly string[] = []

export const unsaved = (key: string): string | undefined => values.get(key)
/** The same array until something changes. */
export const unsavedKeys = (): readonly string[] => keys

/** Keeps a value, or forgets it with null. */
export function keepUnsaved(key: string, value: string | null): void {
  if (value === null) values.delete(key)
  else values.set(key, value)
  keys = [...values.keys()]
  for (const listener of listeners) listener()
}

export function onUnsaved(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
