import type { Catalogue } from '../en.ts'
import { counting } from '../plural.ts'

const count = counting('de')

export const sidebar = {
  inbox: 'Eingang',
  later: 'Später',
  workspace: 'Arbeitsbereich',
  control: 'Strg',
  channels: 'Kanäle',
  createChannel: 'Neuer Kanal',
  browse: 'Kanäle entdecken',
  directs: 'Direktnachrichten',
  newDirect: 'Neue Direktnachricht',
  writeToSomebody: 'Jemandem schreiben',
  unread: (messages) => count(messages, { other: '# ungelesen' }),
  settings: 'Konto und Einstellungen',
  profile: 'Name und Nutzername',
  password: 'Passwort ändern',
  sessions: 'Angemeldete Geräte',
  signOut: 'Abmelden',
  notConnected: 'Nicht verbunden',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  systemLanguage: 'Sprache des Browsers',
} satisfies Catalogue['sidebar']
