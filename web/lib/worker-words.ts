import { serverUrl } from './home.ts'

/** All that the page says about its own versions and about being without a server, in one place. */
export const words = {
  ready: 'A new version is ready',
  reload: 'Reload',
  unreached: {
    title: 'Parley cannot be reached',
    words: 'Nothing can be shown until it can. Messages you had not sent yet are kept in this browser. This page tries again by itself.',
    act: 'Try now',
  },
  refused: () => ({
    title: 'This address is not known to the server',
    words: `${serverUrl()} does not answer pages from ${location.origin}. Whoever runs it can add that address to ALLOWED_ORIGINS.`,
    act: 'Try again',
  }),
}
