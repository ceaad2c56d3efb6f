import type { Catalogue } from '../en.ts'

export const marks = {
  reactions: 'Reaktionen',
  react: 'Reagieren',
  reactWith: (emoji) => `Mit ${emoji} reagieren`,
  people: (emoji, count) => (count === 1 ? `${emoji}, 1 Person` : `${emoji}, ${count} Personen`),
  mine: 'Du',
  reply: 'Antworten',
  replyingTo: (name) => `Antwort an ${name}`,
  cancelReply: 'Nicht darauf antworten',
  inReplyTo: 'Als Antwort auf',
  notReadable: 'Eine Nachricht, die nicht gelesen werden kann',
  deleted: 'Nachricht gelöscht.',
  undo: 'Rückgängig',
  deleteNow: 'Jetzt löschen',
  more: (names, others) => (others === 1 ? `${names} und 1 weitere Person` : `${names} und ${others} weitere`),
} satisfies Catalogue['marks']
