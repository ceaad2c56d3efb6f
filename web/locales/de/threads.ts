import { counting } from '../plural.ts'

const count = counting('de')

/** Threads neben einem Gespräch, und der Eingang. */
export const threads = {
  thread: 'Thread',
  closeThread: 'Thread schließen',
  replyInThread: 'Im Thread antworten',
  reply: 'Antworten',
  replies: (replies: number) => count(replies, { one: '# Antwort', other: '# Antworten' }),
  repliesList: 'Antworten',
  openThread: 'Thread öffnen',
  lastReply: (when: string) => `zuletzt ${when}`,
  resolved: 'Erledigt',
  resolve: 'Als erledigt markieren',
  reopen: 'Wieder öffnen',
  follow: 'Thread folgen',
  unfollow: 'Nicht mehr folgen',
  mute: 'Thread stummschalten',
  unmute: 'Stummschaltung aufheben',
  options: 'Optionen für diesen Thread',
  copyLink: 'Link zum Thread kopieren',
  setTitle: 'Titel geben',
  title: 'Titel des Threads',
  save: 'Speichern',
  noReplies: 'Noch keine Antworten. Die erste macht daraus einen Thread.',
  parentGone: 'Die Nachricht ist nicht hier.',
  alsoTo: (channel: string) => `Auch an ${channel} senden`,
  notOpened: 'Der Thread konnte nicht geöffnet werden. Deine Worte sind noch da.',
  visiting: 'Tritt dem Kanal bei, um zu antworten.',
  readAll: 'Alles als gelesen markieren',
  caughtUp: 'Alles gelesen',
  caughtUpWords: 'Nichts wartet auf dich.',
  inboxKeys: 'Pfeiltasten zum Gehen, Enter zum Öffnen, E wenn es erledigt ist.',
  kinds: { mention: 'Erwähnungen', thread: 'Threads', direct: 'Direktnachrichten', channel: 'Kanäle' },
  unread: (messages: number) => count(messages, { one: '# ungelesen', other: '# ungelesen' }),
  done: 'Erledigt: als gelesen markieren',
}
