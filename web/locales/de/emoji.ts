import type { emoji as english } from '../en/emoji.ts'

export const emoji = {
  words: 'Eigene Bilder für Nachrichten und Reaktionen. Alle hier können sie benutzen.',
  adminsOnly: 'Hier fügt Emojis hinzu, wer den Arbeitsbereich verwaltet. Alle können sie benutzen.',
  none: 'Es gibt noch keine.',
  add: 'Emoji hinzufügen',
  by: (name) => `hinzugefügt von ${name}`,
  change: 'Namen',
  changeOne: (short) => `Weitere Namen von ${short}`,
  remove: 'Entfernen',
  removeOne: (short) => `${short} entfernen`,
  removeTitle: (short) => `${short} entfernen?`,
  removeWords: 'Wo es benutzt wurde, steht dann sein Name.',
  picture: 'Bild auswählen',
  pictureHint: 'Oder zieh es hierher. Quadratische sehen am besten aus; große werden verkleinert.',
  nameHint: 'Zwischen zwei Doppelpunkten geschrieben: Buchstaben von a bis z, Ziffern, und dazwischen _ + -.',
  aliases: 'Weitere Namen',
  aliasesHint: 'Durch Leerzeichen getrennt; auch sie finden und meinen es.',
  who: 'Wer Emojis hinzufügen kann',
  everyone: { label: 'Alle', hint: 'Außer Gästen.' },
  admins: { label: 'Administration', hint: 'Benutzen können sie alle.' },
} satisfies typeof english
