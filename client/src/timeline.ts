import type { CommandInput, Message, MessagePage, Reaction } from '@parley/protocol'
import { type Mark, none, Reactions } from './reactions.ts'
import { Derived, type Readable } from './readable.ts'
import { Window } from './window.ts'

/** A message as shown; one of mine that is not acknowledged has seq 0 and rev 0 and stands last. */
export type Entry = Message & { sending?: 'pending' | 'failed'; failure?: string; marks?: readonly Mark[] }

export interface TimelineView {
  /** Contiguous by seq, then my unsent ones. */
  entries: readonly Entry[]
  /** The lowest number that this person can read here. */
  firstSeq: number
  atStart: boolean
  /** The window touches the newest message: live ones are appended. */
  atEnd: boolean
  loading: 'older' | 'newer' | 'around' | null
  error: string | null
  loaded: boolean
}

export type FetchPage = (input: CommandInput<'message.page'>) => Promise<MessagePage>
type Loading = NonNullable<TimelineView['loading']>
type Cursor = Omit<CommandInput<'message.page'>, 'channelId' | 'limit'>

const PAGE_ROWS = 50
const byTime = (a: Entry, b: Entry): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)

/** One channel's messages as this client knows them. */
export class Timeline implements Readable<TimelineView> {
  readonly #channelId: string
  readonly #fetch: FetchPage
  readonly #window = new Window()
  readonly #reactions: Reactions
  /** Rows as they are shown, with what is on them: the same object until either changes. */
  readonly #dressed = new WeakMap<Message, Entry>()
  readonly #hidden = new Set<string>()
  readonly #echoes = new Map<string, Entry>()
  /** Echoes whose row has come but cannot be shown yet: id → seq. */
  readonly #settled = new Map<string, number>()
  /** Rows that came while a page is under way: applied after it. */
  #held: Message[] | null = null
  #load: { kind: Loading; done: Promise<void> } | null = null
  #error: string | null = null
  readonly #view = new Derived<TimelineView>(() => this.#make())
  readonly get = this.#view.get
  readonly subscribe = this.#view.subscribe

  constructor(channelId: string, fetch: FetchPage, me: () => string = () => '') {
    this.#channelId = channelId
    this.#fetch = fetch
    this.#reactions = new Reactions(me)
  }

  get loaded(): boolean {
    return this.#window.loaded
  }

  /** Somebody is looking. */
  get watched(): boolean {
    return this.#view.heard
  }

  /** It holds rows that a resume must keep right, or is about to. */
  get holdsRows(): boolean {
    return this.#window.loaded || this.#load !== null
  }

  /** Shows the newest page; does nothing while the newest messages are shown. */
  openNewest(): Promise<void> {
    if (this.#window.loaded && this.#window.atEnd) return Promise.resolve()
    return this.#turn('around', {}, (page) => this.#window.replace(page))
  }

  /** Reads again after its rows were dropped. */
  reload(): void {
    void this.openNewest()
  }

  /** Shows the page around a message; does nothing while it is in the window. */
  openAround(seq: number): Promise<void> {
    if (this.#window.covers(seq)) return Promise.resolve()
    return this.#turn('around', { around: seq }, (page) => this.#window.replace(page))
  }

  loadOlder(): Promise<void> {
    if (!this.#window.loaded || this.#window.atStart) return Promise.resolve()
    return this.#load?.done ?? this.#turn('older', { before: this.#window.from }, (page) => this.#window.prepend(page))
  }

  loadNewer(): Promise<void> {
    if (!this.#window.loaded || this.#window.atEnd) return Promise.resolve()
    return this.#load?.done ?? this.#turn('newer', { after: this.#window.to }, (page) => this.#window.append(page))
  }

  /** The one way in for a row: local echo, reply, live event, replay and what came while a page was under way. */
  apply(change: Entry): void {
    if (change.sending) this.#echo(change)
    else this.#row(change)
    this.#view.touch()
  }

  /** An emoji came or went; what is not kept is told by its page. */
  react(row: Reaction): void {
    if (!this.holdsRows) return
    this.#reactions.apply(row)
    this.#view.touch()
  }

  /** Shows my emoji before the answer, until the function answered is called. */
  reacting(messageId: string, emoji: string, on: boolean): () => void {
    const end = this.#reactions.ask(messageId, emoji, on)
    this.#view.touch()
    return () => {
      end()
      this.#view.touch()
    }
  }

  /** Shows a message as if it were deleted, until the function answered is called. */
  hide(messageId: string): () => void {
    this.#hidden.add(messageId)
    this.#view.touch()
    return () => {
      if (this.#hidden.delete(messageId)) this.#view.touch()
    }
  }

  /** Shows rows that were known before, complete up to the clock they come with. */
  restore(page: MessagePage): void {
    if (this.holdsRows) return
    this.#window.replace(page)
    this.#reactions.page(page)
    this.#dropShownEchoes()
    this.#view.touch()
  }

  /** The newest rows for a snapshot; null where there is no whole newest page. */
  newest(most: number): Pick<MessagePage, 'messages' | 'lastSeq' | 'firstSeq' | 'reactions'> | null {
    const newest = this.#window.newest(most)
    return newest && { ...newest, reactions: newest.messages.flatMap(({ id }) => this.#reactions.tallies(id)) }
  }

  /** Takes back an echo that will never be sent. */
  discard(messageId: string): void {
    if (this.#echoes.delete(messageId)) this.#view.touch()
  }

  /** Forgets the rows, keeps my unsent messages; a page under way that will replace them may still come. */
  drop(): void {
    if (this.#load?.kind !== 'around') this.#cancel()
    // What came since that page was asked for is above its clock.
    if (!this.#load) this.#reactions.clear()
    this.#empty()
  }

  /** Forgets the rows and refuses the page under way, which is of another history or no longer mine to read. */
  reset(): void {
    this.#cancel()
    this.#reactions.clear()
    this.#empty()
  }

  #cancel(): void {
    this.#load = null
    this.#held = null
  }

  #empty(): void {
    this.#window.clear()
    this.#error = null
    this.#sweep()
    this.#view.touch()
  }

  /** Older ones are no longer kept, or not mine to read. */
  cutBelow(seq: number): void {
    if (this.#window.cutBelow(seq)) this.#view.touch()
  }

  #echo(entry: Entry): void {
    if (!this.#window.has(entry.id) && !this.#settled.has(entry.id)) this.#echoes.set(entry.id, entry)
  }

  #row(row: Message): void {
    this.#window.place(row)
    this.#held?.push(row)
    if (this.#echoes.has(row.id)) this.#settled.set(row.id, row.seq)
    this.#sweep()
  }

  /** An echo stays in sight until its row can be shown in its place. */
  #sweep(): void {
    for (const [id, seq] of this.#settled) {
      if (this.#window.waits(seq) || (this.#held && !this.#window.covers(seq))) continue
      this.#settled.delete(id)
      this.#echoes.delete(id)
    }
  }

  /** One page at a time; a later opening overtakes, and the answer of the overtaken one is not used. */
  #turn(kind: Loading, cursor: Cursor, admit: (page: MessagePage) => void): Promise<void> {
    this.#held ??= []
    this.#error = null
    const load = { kind, done: Promise.resolve() }
    this.#load = load
    load.done = this.#page(cursor).then(
      (page) =>
        this.#end(load, () => {
          admit(page)
          this.#reactions.page(page)
          this.#reactions.tidy(this.#window.list())
        }),
      (error: unknown) => this.#end(load, () => (this.#error = error instanceof Error ? error.message : String(error))),
    )
    this.#view.touch()
    return load.done
  }

  async #page(cursor: Cursor): Promise<MessagePage> {
    return this.#fetch({ channelId: this.#channelId, ...cursor, limit: PAGE_ROWS })
  }

  #end(load: object, settle: () => void): void {
    if (this.#load !== load) return
    settle()
    this.#load = null
    const held = this.#held ?? []
    this.#held = null
    for (const row of held) this.#row(row)
    this.#dropShownEchoes()
    this.#view.touch()
  }

  /** A page may bring what an echo stands for before any event did. */
  #dropShownEchoes(): void {
    for (const id of this.#echoes.keys()) if (this.#window.has(id)) this.#echoes.delete(id)
    this.#sweep()
  }

  #dress = (row: Message): Entry => {
    const hidden = !row.deleted && this.#hidden.has(row.id)
    const marks = hidden || row.deleted ? none : this.#reactions.of(row.id)
    if (marks === none && !hidden) return row
    const known = this.#dressed.get(row)
    if (known?.marks === marks && known.deleted === hidden) return known
    const entry = hidden ? { ...row, marks, content: '', deleted: true } : { ...row, marks }
    this.#dressed.set(row, entry)
    return entry
  }

  #make(): TimelineView {
    return {
      entries: [...this.#window.list().map(this.#dress), ...[...this.#echoes.values()].sort(byTime)],
      firstSeq: this.#window.firstSeq,
      atStart: this.#window.atStart,
      atEnd: this.#window.atEnd,
      loading: this.#load?.kind ?? null,
      error: this.#error,
      loaded: this.#window.loaded,
    }
  }
}
