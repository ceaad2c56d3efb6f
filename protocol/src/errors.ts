/**
 * What to do after a failure: `never` (the same request fails again), `same-id` (the outcome may be unknown: repeat it
 * unchanged, with the same id), `later` (nothing happened: repeat it after `retryMs`).
 */
export type Retry = 'never' | 'same-id' | 'later'

/** Every way a request can fail, over REST and over the socket. */
export const errors = {
  bad_request: { status: 400, retry: 'never', title: 'The request could not be read' },
  unauthenticated: { status: 401, retry: 'never', title: 'Sign in first' },
  forbidden: { status: 403, retry: 'never', title: 'Not allowed' },
  not_found: { status: 404, retry: 'never', title: 'Not found' },
  method_not_allowed: { status: 405, retry: 'never', title: 'This address does not take that method' },
  conflict: { status: 409, retry: 'never', title: 'In conflict with what is there' },
  too_large: { status: 413, retry: 'never', title: 'Too large' },
  unsupported_type: { status: 415, retry: 'never', title: 'Send JSON' },
  invalid: { status: 422, retry: 'never', title: 'Some of it is not valid' },
  weak_password: { status: 422, retry: 'never', title: 'That password is too easy to guess' },
  too_fast: { status: 429, retry: 'later', title: 'Too many requests' },
  internal: { status: 500, retry: 'same-id', title: 'Something went wrong here' },
  unavailable: { status: 503, retry: 'same-id', title: 'Not available at the moment' },
  storage_full: { status: 507, retry: 'later', title: 'The disk of the server is full' },
} as const satisfies Record<string, { status: number; retry: Retry; title: string }>
export type ErrorCode = keyof typeof errors

/** An expected failure. Thrown by services and the store, translated at exactly two places: the REST error handler and the socket session. */
export class ChatError extends Error {
  override name = 'ChatError'
  readonly code: ErrorCode
  /** Milliseconds to wait, where the advice is to come back later. */
  readonly retryMs: number | undefined

  constructor(code: ErrorCode, message: string, retryMs?: number) {
    super(message)
    this.code = code
    this.retryMs = retryMs
  }
}
