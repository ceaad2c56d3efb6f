import type { User, Welcome, Workspace } from '@parley/protocol'
import type { Directory } from './directory.ts'
import { Value } from './readable.ts'

/** Who I am, and where. */
export interface Self {
  user: User
  sessionId: string
  workspace: Workspace
}

/** Me and the workspace. Rows of both may come before the welcome that says which of them are mine. */
export class Identity {
  readonly self = new Value<Self | null>(null)
  readonly #users: Directory
  #workspace: Workspace | null = null
  #greeted = false

  constructor(users: Directory) {
    this.#users = users
  }

  /** A welcome of this history has come. */
  get greeted(): boolean {
    return this.#greeted
  }

  /** What a connection told before its welcome stands on no clock: the next one begins without it. */
  hello(): void {
    if (this.#greeted) return
    this.#users.forget()
    this.#workspace = null
  }

  welcome({ user, session, workspace: { clock, ...workspace } }: Welcome): void {
    this.workspace(workspace)
    // Rows told before the first welcome, but not after its clock, may have been overtaken by an event that never came.
    if (!this.#greeted) this.#users.forget(clock)
    this.#greeted = true
    this.self.set({ user: this.#users.learn(user), sessionId: session, workspace: this.#workspace ?? workspace })
  }

  user(row: User): void {
    if (!this.#greeted) {
      this.#users.learn(row)
      return
    }
    this.#users.apply(row)
    const self = this.self.get()
    if (self?.user.id === row.id && self.user.rev < row.rev) this.self.set({ ...self, user: row })
  }

  workspace(row: Workspace): void {
    if (this.#workspace && this.#workspace.rev >= row.rev) return
    this.#workspace = row
    const self = this.self.get()
    if (self && this.#greeted) this.self.set({ ...self, workspace: row })
  }

  /** Another history. Who I was stays in sight until its welcome. */
  reset(): void {
    this.#greeted = false
    this.#workspace = null
    this.#users.clear()
  }
}
