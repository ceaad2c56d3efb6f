/** What this browser keeps over a reload. Storage may be forbidden or full; then it is forgotten with the page. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

const listeners = new Set<(key: string) => void>()

/** Hears of what is kept here. */
export const onKept = (listener: (key: string) => void): void => void listeners.add(listener)

/** Answers whether it is kept. */
export function keep(key: string, value: string | null): boolean {
  const done = put(key, value)
  for (const listener of listeners) listener(key)
  return done
}

function put(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
    return true
  } catch {
    return false // forbidden or full: the page works on without it
  }
}

export function keysKept(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  } catch {
    return []
  }
}
