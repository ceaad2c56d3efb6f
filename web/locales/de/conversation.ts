import type { Catalogue } from '../en.ts'
import { counting } from '../plural.ts'

const count = counting('de')

export const conversation = {
  search: 'Suchen',
  details: 'Details',
  closeDetails: 'Details schließen',
  presence: { online: 'Online', away: 'Abwesend', offline: 'Nicht da' },
  people: (people) => count(people, { one: '# Person', other: '# Personen' }),
  topic: 'Thema',
  noTopic: 'Noch keins.',
  channelName: 'Name des Kanals',
  add: 'Hinzufügen',
  addPeople: 'Leute hinzufügen',
  addPeopleTo: (channel) => `Leute zu ${channel} hinzufügen`,
  you: '(du)',
  owner: 'Leitet den Kanal',
  writeTo: (name) => `An ${name} schreiben`,
  remove: (name) => `${name} entfernen`,
  them: 'diese Person',
  more: (people) => count(people, { one: 'und # weitere Person', other: 'und # weitere' }),
  mute: 'Stummschalten',
  unmute: 'Stummschaltung aufheben',
  archive: 'Archivieren',
  leave: 'Kanal verlassen',
  steps: {
    leave: {
      title: 'Diesen Kanal verlassen?',
      words: 'In einen privaten Kanal kommst du nur zurück, wenn dich jemand hinzufügt.',
      action: 'Verlassen',
    },
    archive: {
      title: 'Diesen Kanal archivieren?',
      words: 'Er lässt sich weiter lesen und durchsuchen, aber niemand kann darin schreiben. Du kannst ihn zurückholen.',
      action: 'Archivieren',
    },
    private: { title: 'Kanal privat machen?', words: 'Von jetzt an können ihn nur noch seine Mitglieder finden und lesen.', action: 'Privat machen' },
    public: {
      title: 'Kanal öffentlich machen?',
      words: 'Alle im Arbeitsbereich können dann alles darin lesen, auch was bisher gesagt wurde.',
      action: 'Öffentlich machen',
    },
  },
  visiting: (channel) => `Du schaust dir ${channel} an, ohne Mitglied zu sein.`,
  join: (channel) => `${channel} beitreten`,
  archived: 'Dieser Kanal ist archiviert. Er lässt sich lesen und durchsuchen, aber niemand kann darin schreiben.',
  bringBack: 'Zurückholen',
} satisfies Catalogue['conversation']
