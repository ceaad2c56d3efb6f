import type { Preferences } from '@parley/protocol'

/** As it is for everybody who has not said otherwise. */
export const usual: Omit<Preferences, 'rev'> = {
  keywords: [],
  notify: 'mentions',
  timeZone: '',
  quiet: { until: null, hours: null },
  sound: true,
  push: 'away',
  pushWords: true,
  mail: true,
  mailAfter: 30,
  seenBy: true,
  skinTone: 0,
}
