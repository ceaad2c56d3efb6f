import type { Catalogue } from '../en.ts'
import { counting } from '../plural.ts'
import { codes, reasons } from './refusals.ts'

const count = counting('de')

export const general = {
  cancel: 'Abbrechen',
  save: 'Speichern',
  close: 'Schließen',
  back: 'Zurück',
  reload: 'Neu laden',
  tryAgain: 'Noch einmal versuchen',
  private: 'Privat',
  name: 'Name',
  loading: 'Wird geladen',
  loadingMessages: 'Nachrichten werden geladen',
  members: (members) => count(members, { one: '# Mitglied', other: '# Mitglieder' }),
  atLeast: (characters) => count(characters, { other: 'Mindestens # Zeichen' }),
  atMost: (characters) => count(characters, { other: 'Höchstens # Zeichen' }),
  thisConversation: 'Diese Unterhaltung',
  thisMessage: 'Diese Nachricht',
  notShown: (what) => `${what} konnte nicht angezeigt werden.`,
  stumbled: (what) => `${what} ist ins Stolpern geraten`,
  nothingLost: 'Nichts, was gesendet wurde, ist verloren, und dein Entwurf auch nicht.',
  unreachable: 'Parley ist nicht erreichbar',
  pickTitle: 'Such dir eine Unterhaltung aus',
  pickWords: 'Alles, was gesagt wurde, findest du links. Oder fang etwas Neues an.',
  missingTitle: 'Hier ist nichts',
  missingWords: 'Diese Unterhaltung gibt es nicht, oder du darfst sie nicht lesen.',
} satisfies Catalogue['general']

export const status = {
  connecting: 'Verbinde …',
  catchingUp: 'Hole nach, was du verpasst hast …',
  updated: 'Parley wurde aktualisiert.',
  offline: 'Keine Verbindung.',
  tryNow: 'Jetzt versuchen',
  tryingIn: (seconds) => count(seconds, { other: 'Neuer Versuch in # s' }),
  trying: 'Neuer Versuch …',
} satisfies Catalogue['status']

export const times = {
  today: 'Heute',
  yesterday: 'Gestern',
  justNow: 'gerade eben',
  minutesAgo: (minutes) => count(minutes, { one: 'vor # Minute', other: 'vor # Minuten' }),
  hourAgo: 'vor einer Stunde',
  hoursAgo: (hours) => count(hours, { one: 'vor # Stunde', other: 'vor # Stunden' }),
} satisfies Catalogue['times']

export const errors = {
  reasons,
  codes,
  unavailable: 'Der Server ist nicht erreichbar. Was du geschrieben hast, ist noch da.',
  internal: 'Beim Server ist etwas schiefgegangen',
  storage_full: 'Der Speicherplatz des Servers ist voll; nichts wurde gespeichert. Versuch es wieder, wenn Platz ist',
  unknown: 'Etwas ist schiefgegangen. Versuch es noch einmal.',
} satisfies Catalogue['errors']
