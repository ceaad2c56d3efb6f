import type { Message, MessagePage } from '@parley/protocol'

/** Messages kept of one channel. */
const WINDOW_ROWS = 1_500
/** Rows that may wait above the window for the ones missing in between; four catch-ups. */
const WAITING_ROWS = 4_000

/** One contiguous run of a channel's messages, by seq, and the rows above it that wait until the missing ones in between have come. */
export class Window {
  readonly #rows = new Map<number, Message>()
  #from = 1
  #to = 0
  #loaded = false
  #firstSeq = 1
  #atStart = false
  /** True while the run reaches the newest message, so that live ones are appended. */
  #atEnd = false

  get loaded(): boolean {
    return this.#loaded
  }
  get from(): number {
    return this.#from
  }
  get to(): number {
    return this.#to
  }
  /** The lowest number that can be read, as far as a page has told. */
  get firstSeq(): number {
    return this.#firstSeq
  }
  get atStart(): boolean {
    return this.#atStart
  }
  get atEnd(): boolean {
    return this.#atEnd
  }

  covers(seq: number): boolean {
    return this.#loaded && seq >= this.#from && seq <= this.#to
  }

  /** Above the run, until the ones between come. */
  waits(seq: number): boolean {
    return seq > this.#to && this.#rows.has(seq)
  }

  has(id: string): boolean {
    return this.#rows.values().some((row) => row.id === id)
  }

  list(): Message[] {
    const rows: Message[] = []
    for (let seq = this.#from; seq <= this.#to; seq++) {
      const row = this.#rows.get(seq)
      if (row) rows.push(row)
    }
    return rows
  }

  /** A row is replaced only by a higher rev. Rows outside the run are not kept, except just above its end. */
  place(row: Message): void {
    const fits = this.covers(row.seq) || (this.#atEnd && row.seq > this.#to)
    const known = this.#rows.get(row.seq)
    if (!fits || (known && known.rev >= row.rev)) return
    this.#rows.set(row.seq, row)
    this.#absorb()
  }

  /** The page becomes the run. */
  replace(page: MessagePage): void {
    this.clear()
    this.#from = page.messages[0]?.seq ?? page.lastSeq + 1
    this.#to = page.messages.at(-1)?.seq ?? page.lastSeq
    this.#loaded = true
    this.#atStart = page.messages.length === 0 || this.#from <= page.firstSeq
    this.#atEnd = this.#to >= page.lastSeq
    this.#add(page)
  }

  /** Older rows; of no use if the run has lost its oldest ones meanwhile. */
  prepend(page: MessagePage): void {
    if (page.messages.length > 0 && page.messages.at(-1)?.seq !== this.#from - 1) return
    this.#from = page.messages[0]?.seq ?? this.#from
    this.#atStart = page.messages.length === 0 || this.#from <= page.firstSeq
    this.#add(page)
    if (this.#to - this.#from >= WINDOW_ROWS) this.#cutEnd(this.#from + WINDOW_ROWS - 1)
  }

  append(page: MessagePage): void {
    this.#to = page.messages.at(-1)?.seq ?? Math.max(this.#to, page.lastSeq)
    this.#atEnd = this.#to >= page.lastSeq
    this.#add(page)
    this.#absorb()
  }

  /** Messages below `seq` are no longer kept, or no longer mine to read. */
  cutBelow(seq: number): boolean {
    if (!this.#loaded || this.#from >= seq) return false
    this.#dropOldest(seq)
    this.#to = Math.max(this.#to, seq - 1)
    if (this.#atEnd) this.#absorb()
    this.#atStart = true
    return true
  }

  /** The newest rows at most so many; null where the run does not reach the newest message, or rows wait for others before them. */
  newest(most: number): Pick<MessagePage, 'messages' | 'lastSeq' | 'firstSeq'> | null {
    const rows = this.list()
    if (!this.#loaded || !this.#atEnd || this.#rows.size > rows.length || rows.length !== this.#to - this.#from + 1) return null
    const messages = rows.slice(-most)
    const from = messages[0]?.seq ?? this.#from
    return { messages, lastSeq: this.#to, firstSeq: this.#atStart && messages.length === rows.length ? from : from - 1 }
  }

  clear(): void {
    this.#rows.clear()
    this.#from = 1
    this.#to = 0
    this.#loaded = this.#atStart = this.#atEnd = false
  }

  #add(page: MessagePage): void {
    this.#firstSeq = page.firstSeq
    for (const row of page.messages) {
      const known = this.#rows.get(row.seq)
      if (!known || known.rev < row.rev) this.#rows.set(row.seq, row)
    }
  }

  #absorb(): void {
    while (this.#rows.has(this.#to + 1)) this.#to++
    if (this.#to - this.#from >= WINDOW_ROWS) this.#dropOldest(this.#to - WINDOW_ROWS + 1)
    if (this.#rows.size > WINDOW_ROWS + WAITING_ROWS) this.#cutEnd(this.#to)
  }

  #dropOldest(from: number): void {
    for (let seq = this.#from; seq < from; seq++) this.#rows.delete(seq)
    this.#from = from
    this.#atStart = false
  }

  #cutEnd(to: number): void {
    for (const seq of this.#rows.keys()) if (seq > to) this.#rows.delete(seq)
    this.#to = to
    this.#atEnd = false
  }
}
