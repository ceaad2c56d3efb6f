import { randomInt } from 'node:crypto'

const words = `
  anchor beacon bollard buoy cabin canal capstan cargo chart compass coral current davit dredger ebb ferry fender fjord flag galley
  gull hawser heron helm island jetty keel ketch kelp lantern lock mast moor oar oyster pearl pier pilot quay rope
  rudder sail seal shoal skiff slip sloop sound spar spray squall stern strait swell tide tiller tug vane wake wave
  wharf winch yawl
`
  .trim()
  .split(/\s+/)

/** Easy to type, hard to guess: the demo may be reachable by others. */
export function newPassword(): string {
  const chosen = Array.from({ length: 5 }, () => words[randomInt(words.length)] ?? 'tide')
  return `${chosen.join('-')}-${randomInt(10, 100)}`
}
