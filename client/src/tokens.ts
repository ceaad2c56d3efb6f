/** Where a page of another home keeps the bearer token that signing in answers. */
export interface TokenStorage {
  load(): string | undefined
  /** Undefined: signed out. */
  save(token: string | undefined): void
}

/** The storage given, or the one token given for good, or none: then a cookie signs in. */
export function tokensOf({ token, tokenStorage }: { token?: string; tokenStorage?: TokenStorage }): TokenStorage {
  return tokenStorage ?? { load: () => token, save: () => {} }
}
