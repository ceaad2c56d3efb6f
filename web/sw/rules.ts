/** How a request is answered: from what is kept, from the network with the shell in reserve, or as if there were no worker. */
export type Rule = 'kept' | 'page' | 'network'

interface Asked {
  method: string
  mode: string
  url: URL
}

/** For machines: an answer of the shell would be a lie. */
const OPERATIONS = /^\/(?:api|metrics|healthz|readyz|unsubscribe)(?:\/|$)/

/** Its name holds its hash: what is kept under it can never be wrong. */
export const isImmutable = (path: string): boolean => path.startsWith('/_next/static/')

export function ruleOf({ method, mode, url }: Asked, here: string, files: readonly string[]): Rule {
  if (method !== 'GET' || url.origin !== here || OPERATIONS.test(url.pathname)) return 'network'
  if (mode === 'navigate') return 'page'
  return isImmutable(url.pathname) || files.includes(url.pathname) ? 'kept' : 'network'
}
