import type { Group } from '@parley/protocol'
import { Derived, type Readable } from './readable.ts'
import type { Call } from './requests.ts'

interface GroupEvents {
  /** The groups have come, so whose mentions are mine is known. */
  known(): void
  /** I am in another one, or in one less. */
  moved(): void
}

const WIDE: ReadonlySet<string> = new Set(['channel', 'here'])

/** The workspace's groups: read when one is first named, then kept right by events. */
export class Groups implements Readable<readonly Group[]> {
  readonly #call: Call
  readonly me: () => string | undefined
  readonly #events: GroupEvents
  readonly #rows = new Map<string, Group>()
  readonly #view = new Derived<readonly Group[]>(() => [...this.#rows.values()].filter((row) => !row.deleted))
  readonly get = this.#view.get
  readonly subscribe = this.#view.subscribe
  #loading: Promise<void> | null = null

  constructor(call: Call, me: () => string | undefined, events: GroupEvents) {
    this.#call = call
    this.me = me
    this.#events = events
  }

  /** Whether a mention's target is me, a group of mine or everybody. Asks for the groups where that is not known. */
  isMine = (target: string): boolean => {
    const me = this.me()
    if (target === me || WIDE.has(target)) return true
    if (!this.#loading) this.load().catch(() => {})
    return this.#holds(this.#rows.get(target), me)
  }

  load(): Promise<void> {
    this.#loading ??= this.#read()
    return this.#loading
  }

  apply(row: Group): void {
    const known = this.#rows.get(row.id)
    if (known && known.rev >= row.rev) return
    const me = this.me()
    const moved = this.#holds(known, me) !== this.#holds(row, me)
    this.#rows.set(row.id, row)
    this.#view.touch()
    if (moved || !this.#loading) this.#events.moved()
  }

  reset(): void {
    const wanted = this.#loading !== null
    this.#loading = null
    this.#rows.clear()
    this.#view.touch()
    if (wanted) this.load().catch(() => {})
  }

  #holds(row: Group | undefined, me: string | undefined): boolean {
    return me !== undefined && row !== undefined && !row.deleted && row.members.includes(me)
  }

  async #read(): Promise<void> {
    await Promise.resolve()
    const loading = this.#loading
    try {
      const { groups } = await this.#call('group.list', {})
      if (this.#loading !== loading) return
      for (const row of groups) if ((this.#rows.get(row.id)?.rev ?? -1) < row.rev) this.#rows.set(row.id, row)
      this.#view.touch()
      this.#events.known()
    } catch (failure) {
      if (this.#loading === loading) this.#loading = null
      throw failure
    }
  }
}
