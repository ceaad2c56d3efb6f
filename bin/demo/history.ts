import type { Import } from '@parley/protocol'
import { gapMs, MINUTE_MS, moments } from './calendar.ts'
import { type Place, people, places } from './people.ts'
import { Random } from './random.ts'
import { type Scene, scenesOf } from './scenes.ts'
import { fillIn, slotsOf } from './slots.ts'

export type Said = NonNullable<Import['messages']>[number]

/** Older scenes end before this, so that the last ones stand by themselves. */
const QUIET_MINUTES = 75

/** Everything that was said in six weeks ending now, oldest first. The same now and seed make the same history. */
export function historyOf(now: number, seed = 1910): Said[] {
  return places.flatMap((place, index) => saidIn(place, new Random(seed + index), now)).sort((a, b) => a.createdAt - b.createdAt)
}

function saidIn(place: Place, random: Random, now: number): Said[] {
  const scenes = scenesOf(place.key)
  const said: Said[] = []
  let free = 0
  for (const { scene, at } of schedule(scenes, place, random, now - QUIET_MINUTES * MINUTE_MS)) {
    const told = tell(scene, place, random, Math.max(at, free), now)
    if (told.some(({ createdAt }) => createdAt > now - QUIET_MINUTES * MINUTE_MS)) continue
    said.push(...told)
    free = (said.at(-1)?.createdAt ?? 0) + 12 * MINUTE_MS
  }
  for (const scene of scenes.filter(({ told }) => told === 'last')) said.push(...tell(scene, place, random, now - scene.minutesAgo * MINUTE_MS, now))
  return said.map((one, index) => ({ ...one, sourceId: `${place.key}/${index}` }))
}

/** The story's scenes in their order, spread over the weeks; between them those that may be told often, each once before any twice. */
function schedule(scenes: readonly Scene[], place: Place, random: Random, until: number): { scene: Scene; at: number }[] {
  const once = scenes.filter(({ told }) => told === 'once')
  const often = scenes.filter(({ told }) => told === 'often')
  const wanted = place.messages - once.reduce((sum, scene) => sum + scene.lines.length, 0)
  const filler: Scene[] = []
  for (let lines = 0; often.length > 0 && lines < wanted; ) {
    const round = random.shuffled(often)
    filler.push(...round)
    lines += round.reduce((sum, scene) => sum + scene.lines.length, 0)
  }
  const at = moments(random, until, once.length + filler.length)
  const story = new Set(once.map((_, index) => Math.floor(((index + 0.5) * at.length) / once.length)))
  const [storyScenes, fillers] = [once.values(), filler.values()]
  return at.flatMap((at, index) => {
    const { value: scene } = (story.has(index) ? storyScenes : fillers).next()
    return scene ? [{ scene, at }] : []
  })
}

const firstName = (handle: string): string => people.find((person) => person.handle === handle)?.name.split(' ')[0] ?? ''

/** One scene as it was said, from this moment on; the last of all is squeezed to end before now. */
function tell(scene: Scene, place: Place, random: Random, start: number, now: number): Said[] {
  const [A = '', B = '', C = ''] = random.shuffled(place.members.filter((handle) => handle !== 'harbourmaster'))
  const slots = slotsOf(random, { A, B, C, Bname: firstName(B), Cname: firstName(C) }, now)
  const turn = random.between(0, 11)
  const said: Said[] = []
  let at = start
  for (const line of scene.lines) {
    if ('pauseMinutes' in line) {
      at += line.pauseMinutes * MINUTE_MS * (0.7 + random.next() * 0.6)
      continue
    }
    const content = fillIn(line.words, slots, turn, random)
    said.push({
      sourceId: '',
      channel: place.key === 'general' ? '#general' : place.key,
      author: slots[line.who] ?? line.who,
      content,
      createdAt: Math.round(at),
    })
    at += gapMs(random, content)
  }
  const last = said.at(-1)?.createdAt ?? start
  const squeeze = last > now - MINUTE_MS ? (now - MINUTE_MS - start) / (last - start) : 1
  return said.map((one) => ({ ...one, createdAt: Math.round(start + (one.createdAt - start) * squeeze) }))
}
