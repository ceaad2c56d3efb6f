import type { ErrorCode } from '@parley/protocol'

/** Was der Server auf Englisch ablehnt. Ein Stern steht für einen Namen oder eine Zahl, in derselben Reihenfolge. */
export const reasons: Record<string, string> = {
  'Pushes go to servers of the Internet only': 'Push-Nachrichten gehen nur an Server im Internet',
  // Anmelden und Konten
  'That account and password do not fit': 'Dieses Konto und dieses Passwort passen nicht zusammen',
  'Your current password is another one; nothing was changed': 'Dein jetziges Passwort ist ein anderes; nichts wurde geändert',
  'This session has ended, or never was; sign in again': 'Diese Sitzung ist beendet; melde dich wieder an',
  'This session has ended': 'Diese Sitzung ist beendet',
  'Too many failed sign-ins; wait some minutes': 'Zu viele falsche Anmeldungen; warte ein paar Minuten',
  'Many sign-ins at once; try again in a moment': 'Viele Anmeldungen auf einmal; versuch es gleich noch einmal',
  'Many people sign in at the moment; try again in a few seconds': 'Gerade melden sich viele an; versuch es in ein paar Sekunden noch einmal',
  'Too many new accounts from this address; wait some minutes': 'Zu viele neue Konten von dieser Adresse; warte ein paar Minuten',
  'This e-mail address has an account already; sign in instead': 'Zu dieser E-Mail-Adresse gibt es schon ein Konto; melde dich damit an',
  'The handle @* is taken, or too alike to one that is': 'Der Nutzername @* ist vergeben oder einem vergebenen zu ähnlich',
  'Nobody owns this Parley yet: the first account needs the code that its start printed':
    'Dieses Parley gehört noch niemandem: Das erste Konto braucht den Code, den der Server beim Start ausgegeben hat',
  'This Parley takes no new accounts': 'Hier werden keine neuen Konten angenommen',
  'This Parley takes new accounts by invite link only': 'Neue Konten gibt es hier nur mit einem Einladungslink',
  'This invite link is used up, out of date or taken back; ask for another':
    'Dieser Einladungslink ist verbraucht, abgelaufen oder zurückgezogen; bitte um einen anderen',
  'Use at least * characters; a few words make a good password': 'Nimm mindestens * Zeichen; ein paar Wörter sind ein gutes Passwort',
  'Use at most * characters': 'Nimm höchstens * Zeichen',
  'This is one of the most used passwords; choose another': 'Das ist eines der häufigsten Passwörter; nimm ein anderes',
  'This repeats one or two characters; choose another': 'Das wiederholt nur ein oder zwei Zeichen; nimm ein anderes',
  'This is your name, your address or the product; choose another': 'Das ist dein Name, deine Adresse oder das Produkt; nimm etwas anderes',
  'This request did not come from a page of this server': 'Diese Anfrage kam nicht von einer Seite dieses Servers',

  // Was in ein Feld gehört
  'At most * characters': 'Höchstens * Zeichen',
  'A text holds a character that cannot be kept': 'Der Text enthält ein Zeichen, das nicht gespeichert werden kann',
  'This cursor is none that a page gave; begin without one': 'Diese Stelle der Liste gibt es nicht; beginn von vorn',
  'Holds a character that cannot be stored': 'Enthält ein Zeichen, das nicht gespeichert werden kann',
  'Must be one line of visible text': 'Das muss eine Zeile sichtbarer Text sein',
  'A message needs words': 'Eine Nachricht braucht Worte',
  'A name is needed': 'Ein Name fehlt',
  'A handle has letters a to z, digits, and . _ - inside': 'Ein Nutzername hat Buchstaben von a bis z, Ziffern, und dazwischen . _ -',
  'That is not an e-mail address': 'Das ist keine E-Mail-Adresse',
  'A channel needs a name': 'Ein Kanal braucht einen Namen',

  // Kanäle und Leute
  'There is no such channel, or you are not in it': 'Diesen Kanal gibt es nicht, oder du bist nicht darin',
  'There is no such conversation': 'Diese Unterhaltung gibt es nicht',
  'There is no such person': 'Diese Person gibt es nicht',
  'One of these people is not here': 'Eine dieser Personen gibt es hier nicht',
  'One of these people is no longer active': 'Eine dieser Personen ist nicht mehr aktiv',
  'They are not in this channel': 'Diese Person ist nicht in diesem Kanal',
  'There is a public channel named #* already; choose another name': 'Es gibt schon einen öffentlichen Kanal #*; wähle einen anderen Namen',
  'Join the channel to write in it': 'Tritt dem Kanal bei, um darin zu schreiben',
  'This channel is archived; nothing can be written in it': 'Dieser Kanal ist archiviert; niemand kann darin schreiben',
  'This channel is archived': 'Dieser Kanal ist archiviert',
  'A direct conversation has no name, topic or archive': 'Eine direkte Unterhaltung hat keinen Namen, kein Thema und kein Archiv',
  'Only who made the channel, or an administrator, may do that': 'Das darf nur, wer den Kanal angelegt hat oder den Arbeitsbereich verwaltet',
  'Only who made the channel, or an administrator, may remove people': 'Leute entfernen darf nur, wer den Kanal angelegt hat oder den Arbeitsbereich verwaltet',
  'The people of a direct conversation are fixed; open another with more people':
    'Wer in einer direkten Unterhaltung ist, steht fest; fang mit mehr Leuten eine neue an',
  'Guests do not add people': 'Gäste fügen niemanden hinzu',
  'Guests do not create channels': 'Gäste legen keine Kanäle an',
  'Nobody leaves a direct conversation': 'Eine direkte Unterhaltung kann man nicht verlassen',
  'Everybody is in the default channel': 'Im Standardkanal sind alle',
  'The default channel stays open to everybody': 'Der Standardkanal bleibt für alle offen',
  'At most * channels can be open at once; close one first': 'Höchstens * Kanäle können zugleich offen sein; schließ erst einen',
  'Only administrators may do that': 'Das darf nur, wer den Arbeitsbereich verwaltet',
  'Only an owner may do that to or for an owner': 'Bei denen, die den Arbeitsbereich leiten, darf das nur, wer ihn selbst leitet',
  'A workspace keeps at least one owner; make somebody else an owner first': 'Jemand muss den Arbeitsbereich leiten; gib die Leitung erst jemand anderem',

  // Nachrichten
  'There is no such message, or you may not read it': 'Diese Nachricht gibt es nicht, oder du darfst sie nicht lesen',
  'The message you answer is not in this channel': 'Die Nachricht, auf die du antwortest, ist nicht in diesem Kanal',
  'Only its author may edit a message': 'Eine Nachricht ändern darf nur, wer sie geschrieben hat',
  'Only its author or an administrator may delete a message': 'Eine Nachricht löschen darf nur, wer sie geschrieben hat oder den Arbeitsbereich verwaltet',
  'The message was deleted': 'Die Nachricht wurde gelöscht',
  'Somebody edited it meanwhile; look again': 'Inzwischen hat sie jemand geändert; sieh noch einmal nach',
  'Only its owners and administrators write in this channel': 'In diesem Kanal schreiben nur Leitung und Verwaltung',
  'This channel is slow: wait before you write again': 'Dieser Kanal ist langsam: warte, bevor du wieder schreibst',
  'This message is no poll': 'Diese Nachricht ist keine Umfrage',
  'This poll is closed': 'Diese Umfrage ist geschlossen',
  'This poll has no such option': 'Diese Antwort gibt es in der Umfrage nicht',
  'Choose one; this poll takes no more': 'Wähle eine; mehr nimmt diese Umfrage nicht',
  'Only who asked, or an administrator, may close a poll': 'Eine Umfrage schließen darf nur, wer gefragt hat oder den Arbeitsbereich verwaltet',
  'This poll is anonymous: nobody is told who chose what': 'Diese Umfrage ist anonym: Niemand erfährt, wer was gewählt hat',
  'This message asks for no answer': 'Diese Nachricht verlangt keine Antwort',
  'A status needs an emoji or words': 'Ein Status braucht ein Emoji oder Worte',
  'An option needs words': 'Eine Antwort braucht Worte',
  'Each option once': 'Jede Antwort nur einmal',
  'You are sending very fast; wait a moment': 'Du schreibst sehr schnell; warte einen Moment',
  'Too many requests; wait a moment': 'Zu viele Anfragen; warte einen Moment',
  'Too many connections of this person': 'Du hast zu viele Verbindungen auf einmal offen',
  'Longer than the server takes at once': 'Länger, als der Server auf einmal annimmt',

  // Später
  'That time is over': 'Diese Zeit ist schon vorbei',
  'That is more than 400 days ahead': 'Das liegt mehr als 400 Tage voraus',
  'That would be more than *; let go of some first': 'Das wären mehr als *; gib erst etwas frei',
  'There is no such reminder': 'Diese Erinnerung gibt es nicht',
  'This id was used for another reminder': 'Diese Kennung hat schon eine andere Erinnerung',
  'There is no such scheduled message': 'Diese geplante Nachricht gibt es nicht',
  'This id was used for another scheduled message': 'Diese Kennung hat schon eine andere geplante Nachricht',
  'It was deleted': 'Sie wurde gelöscht',
  'It has left already': 'Sie ist schon abgeschickt',

  // Gruppen und wer angesprochen wird
  'Guests make no groups': 'Gäste legen keine Gruppen an',
  'This id was used for another group': 'Diese Kennung hat schon eine andere Gruppe',
  'There are as many groups as there may be; delete one first': 'Mehr Gruppen gehen nicht; lösche erst eine',
  'There is no such group': 'Diese Gruppe gibt es nicht',
  'Only who made the group, or an administrator, may change it': 'Die Gruppe ändern darf nur, wer sie angelegt hat oder den Arbeitsbereich verwaltet',
  'In a channel of this size only administrators address everybody; name those you mean':
    'In einem so großen Kanal sprechen nur Verwalter alle an; nenne die, die du meinst',

  // Reaktionen
  'There is no emoji called *': 'Ein Emoji namens * gibt es nicht',
  'One person puts at most * kinds of emoji on a message': 'Eine Person setzt höchstens * verschiedene Emojis auf eine Nachricht',
  'A message has room for * kinds of emoji': 'Eine Nachricht hat Platz für * verschiedene Emojis',
}

export const codes = {
  unauthenticated: 'Melde dich erst an',
  forbidden: 'Das darfst du nicht',
  not_found: 'Das gibt es hier nicht, oder du darfst es nicht sehen',
  conflict: 'Das passt nicht mehr zu dem, was inzwischen da ist. Sieh noch einmal nach',
  too_large: 'Das ist zu groß',
  weak_password: 'Dieses Passwort ist zu leicht zu erraten',
  too_fast: 'Das waren zu viele Versuche; warte ein wenig',
} satisfies Partial<Record<ErrorCode, string>>
