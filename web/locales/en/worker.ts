/** The page's own versions, and being without a server. */
export const worker = {
  ready: 'A new version is ready',
  reload: 'Reload',
  unkept: 'Kept only in this tab.',
  unreached: {
    title: 'Parley cannot be reached',
    words: 'Nothing can be shown until it can. Messages you had not sent yet are kept in this browser. This page tries again by itself.',
    act: 'Try now',
  },
  refused: {
    title: 'This address is not known to the server',
    words: (server: string, origin: string) => `${server} does not answer pages from ${origin}. Whoever runs it can add that address to ALLOWED_ORIGINS.`,
    act: 'Try again',
  },
}
