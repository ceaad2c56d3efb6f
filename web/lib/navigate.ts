/** Goes to another path of the application without loading a document; `usePathname` follows. */
export function navigate(path: string): void {
  if (path !== here()) history.pushState(null, '', path)
}

/** The same, without a step back. */
export function replacePath(path: string): void {
  if (path !== here()) history.replaceState(null, '', path)
}

const here = (): string => location.pathname + location.search
