import type { Random } from './random.ts'

const DAY_MS = 86_400_000
/** The story ends three days before its launch, whenever it is told. */
const LAUNCH_IN_MS = 3 * DAY_MS
const weekday = (at: number): string => new Intl.DateTimeFormat('en', { weekday: 'long' }).format(at)

const ships = [
  'Ludvig',
  'Maria Fumaça',
  'Noordster',
  'Saga Wind',
  'Halcyon',
  'Estrela do Mar',
  'Kittiwake',
  'Bjørnøya',
  'Petrel',
  'Vagabond IV',
  'Anneke',
  'Cabo Branco',
  'Gannet',
  'Thule Trader',
  'Ponta Delgada',
  'Sirius B',
]
/** Ports, and who speaks for them. */
const ports = [
  ['Aveiro', 'Sr. Almeida'],
  ['Sète', 'Mme Fabre'],
  ['Esbjerg', 'Kirsten'],
  ['Gdynia', 'Pan Nowak'],
  ['Vigo', 'Xoán'],
  ['Bari', 'Dott.ssa Greco'],
  ['Ghent', 'Wim'],
  ['Delfzijl', 'Geertje'],
  ['Lorient', 'Yann'],
  ['Rauma', 'Aino'],
  ['Setúbal', 'Dona Teresa'],
  ['Korsør', 'Harbourmaster Holm'],
] as const
const owners = ['MSKU', 'TGHU', 'HLXU', 'CMAU', 'OOLU', 'SUDU']
const parts = ['tide-window', 'berth-planner', 'crane-queue', 'gate-api', 'truck-slots', 'ais-feed', 'customs-bridge', 'invoice-run', 'night-shift', 'port-map']
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
const hex = '0123456789abcdef'

/** Puts the day of the launch into words. */
export const withLaunchDay = (words: string, now: number): string => words.replace('{launchday}', weekday(now + LAUNCH_IN_MS))

/** One value for each slot of a scene: the same ship from its first line to its last. */
export function slotsOf(random: Random, cast: Readonly<Record<string, string>>, now: number): Record<string, string> {
  const [port, captain] = random.pick(ports)
  return {
    ...cast,
    launchday: weekday(now + LAUNCH_IN_MS),
    eve: weekday(now + LAUNCH_IN_MS - DAY_MS),
    ship: random.pick(ships),
    port,
    captain,
    box: `${random.pick(owners)} ${random.between(100_000, 999_999)}-${random.between(0, 9)}`,
    part: random.pick(parts),
    day: random.pick(days),
    berth: String(random.between(1, 9)),
    n: String(random.between(3, 38)),
    m: String(random.between(2, 9)),
    ms: String(random.between(12, 480)),
    pct: String(random.between(4, 61)),
    pr: String(random.between(410, 1_390)),
    hour: `${String(random.between(6, 21)).padStart(2, '0')}:${random.pick(['00', '10', '15', '20', '30', '40', '45', '50'])}`,
    hash: Array.from({ length: 7 }, () => hex[random.between(0, 15)]).join(''),
    version: `2026.${random.between(10, 11)}.${random.between(1, 40)}`,
  }
}

/**
 * Puts the slots into the words and chooses among `{one|another}`; with `{=one|another}` the same place as elsewhere in the scene, so
 * that an answer fits its question. Other braces, as in code, stay.
 */
export function fillIn(words: string, slots: Readonly<Record<string, string>>, turn: number, random: Random): string {
  return words
    .replace(/\{(\w+)\}/g, (whole, name: string) => slots[name] ?? whole)
    .replace(/\{(=?)([^{}\n]*\|[^{}\n]*)\}/g, (_, same: string, choices: string) => {
      const all = choices.split('|')
      return same ? (all[turn % all.length] ?? '') : random.pick(all)
    })
}
