/** Goes to another path of the application without loading a document; `usePathname` follows. */
export function navigate(path: string): void {
  if (path !== location.pathname) history.pushState(null, '', path)
}

/** The same, without a step back. */
export function replacePath(path: string): void {
  if (path !== location.pathname) history.replaceState(null, '', path)
}
