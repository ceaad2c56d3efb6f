/**
 * One spelling for names that must be unique. Done here and never by a database's collation, so that both databases agree.
 */

/** Channel names: compatibility forms folded, case gone, runs of space become one dash. */
export const channelKey = (name: string): string =>
  name
    .normalize('NFKC')
    .trim()
    .replace(/^#/, '')
    .toLowerCase()
    .replace(/[\s_]+/g, '-')

/** E-mail addresses are compared without case. */
export const emailKey = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

/** Characters that look alike in a handle: 0 and o, 1, l and i, separators, and rn for m. */
export const handleKey = (handle: string): string =>
  handle.normalize('NFKC').toLowerCase().replace(/[._-]/g, '').replaceAll('0', 'o').replace(/[1l]/g, 'i').replaceAll('rn', 'm').replaceAll('vv', 'w')

/** A handle made from a name: its letters without marks, or "member" where the name has none of a to z. */
export function handleFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l')
  const handle = plain
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.+|\.+$/g, '')
    .slice(0, 24)
    .replace(/\.+$/, '')
  return handle === '' ? 'member' : handle
}

/** The words of a search, without marks of any query language; at most twelve. */
export const searchWords = (q: string): string[] =>
  (
    q
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  ).slice(0, 12)
