import { Roll } from './roll.ts'
import { type Person, standingOf } from './words.ts'

/** Another node, as far as it told of itself. */
export class Peer {
  roll = new Roll()
  heardAt: number
  /** Of the last counts it told: what comes again is not counted again. */
  turn = 0
  #coming: { roll: Roll; parts: number } | undefined

  constructor(now: number) {
    this.heardAt = now
  }

  changed(people: readonly Person[]): string[] {
    for (const told of people) this.roll.set(told[0], standingOf(told))
    return people.map(([userId]) => userId)
  }

  /** A chunk of all its people; with the last one they replace what was known. Answers whom that concerns. */
  all(part: number, parts: number, people: readonly Person[]): string[] {
    if (part === 0) this.#coming = { roll: new Roll(), parts: 0 }
    const coming = this.#coming
    if (!coming || coming.parts !== part) return []
    coming.parts++
    for (const told of people) coming.roll.set(told[0], standingOf(told))
    if (coming.parts < parts) return []
    const before = this.roll
    this.roll = coming.roll
    this.#coming = undefined
    return [...new Set([...before.people.keys(), ...this.roll.people.keys()])]
  }
}
