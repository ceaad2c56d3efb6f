/** Whether a JSON text nests deeper than `limit`, seen without building it. */
export function nestsDeeper(text: string, limit: number): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === 0x5c) at++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > limit) return true
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return false
}

/** What could be a number beyond the largest: JSON.parse answers Infinity, which JSON cannot say again. */
const HUGE_NUMBER = /\d[eE]\+?\d{3}|\d{309}/

function allFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value !== 'object' || value === null || Object.values(value).every(allFinite)
}

/** Parses JSON from a stranger: bounded depth, finite numbers, no `__proto__`. Undefined when it is not that. */
export function parseJson(text: string, depth: number): unknown {
  if (nestsDeeper(text, depth)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (HUGE_NUMBER.test(text) && !allFinite(value)) return undefined
    return text.includes('__proto__') || text.includes('"constructor"') || text.includes('\\u') ? withoutPrototypes(value) : value
  } catch {
    return undefined
  }
}

/** An own property named `__proto__` would set a prototype in the first careless copy; it is dropped at the door. */
function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, inner]) => [key, withoutPrototypes(inner)]),
  )
}
