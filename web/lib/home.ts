import type { TokenStorage } from '@parley/client'
import { keep, kept } from './kept.ts'

/** Set at build time for pages that come from elsewhere than their server. */
const elsewhere = (process.env.NEXT_PUBLIC_PARLEY_URL ?? '').replace(/\/+$/, '')
const KEY = 'parley:token'
/** A server that is there and says nothing is as good as gone. */
const PATIENCE_MS = 8_000

/** `http(s)://host[:port]` of the server of this page. */
export const serverUrl = (): string => elsewhere || location.origin

/**
 * Only a page from elsewhere keeps a token, and scripts of its own origin can read it. Signing out removes it. Our own
 * pages have a cookie that no script can read.
 */
export const tokenStorage: TokenStorage | undefined = elsewhere ? { load: () => kept(KEY) ?? undefined, save: (token) => keep(KEY, token ?? null) } : undefined

/** Told apart for the person's sake: nobody answers; or somebody does, but not to pages from here. */
export class Unreached extends Error {
  readonly refused: boolean

  constructor(refused: boolean) {
    super('The server cannot be reached')
    this.refused = refused
  }
}

/** Asks the server; a browser reports "refused" and "gone" alike, so what everybody may ask decides which it was. */
export async function ask(path: string): Promise<Response> {
  const token = tokenStorage?.load()
  const headers = { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await fetch(serverUrl() + path, { headers, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(async () => {
    throw new Unreached(elsewhere !== '' && (await answers()))
  })
  if (answer.status !== 401 || !token) return answer
  tokenStorage?.save(undefined) // the session has ended: a visitor from here on
  return ask(path)
}

/** Whether anybody is there, said to any page. */
export const answers = (): Promise<boolean> =>
  fetch(`${serverUrl()}/healthz`, { mode: 'no-cors', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    () => true,
    () => false,
  )
