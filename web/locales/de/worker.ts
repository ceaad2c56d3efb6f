import type { worker as source } from '../en/worker.ts'

export const worker = {
  ready: 'Eine neue Version ist da',
  reload: 'Neu laden',
  unkept: 'Nur in diesem Tab aufgehoben.',
  unreached: {
    title: 'Parley ist nicht erreichbar',
    words:
      'Solange das so ist, gibt es hier nichts zu sehen. Was du noch nicht gesendet hast, bleibt in diesem Browser. Die Seite versucht es von selbst weiter.',
    act: 'Jetzt versuchen',
  },
  refused: {
    title: 'Der Server kennt diese Adresse nicht',
    words: (server: string, origin: string) =>
      `${server} antwortet keinen Seiten von ${origin}. Wer ihn betreibt, kann diese Adresse in ALLOWED_ORIGINS aufnehmen.`,
    act: 'Noch einmal versuchen',
  },
} satisfies typeof source
