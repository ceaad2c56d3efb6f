import type { Catalogue } from '../en.ts'

export const dialogs = {
  findChannel: 'Kanal suchen',
  moreChannels: 'Es gibt noch mehr. Tipp einen Teil des Namens ein, um sie zu finden.',
  joined: 'Dabei',
  join: 'Beitreten',
  channelExample: 'z. B. lesekreis',
  topicHint: 'Wofür er da ist; darf leer bleiben',
  whoReads: 'Wer ihn lesen kann',
  kinds: {
    public: { label: 'Öffentlich', hint: 'Alle im Arbeitsbereich können ihn finden, lesen und ihm beitreten.' },
    private: { label: 'Privat', hint: 'Nur wer hinzugefügt wird, sieht, dass es ihn gibt.' },
  },
  createChannel: 'Kanal anlegen',
  findPeople: 'Leute suchen',
  removeChosen: (name) => `${name} entfernen`,
  nobodyCalled: 'Niemand heißt so.',
  openConversation: 'Unterhaltung öffnen',
  handle: 'Nutzername',
  rename: 'Umbenennen',
  makeInvite: 'Einladungslink erstellen',
} satisfies Catalogue['dialogs']
