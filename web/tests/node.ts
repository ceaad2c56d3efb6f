import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The real server, as a child. */
export class Node {
  /** Its address, once it has one; rejects with what it said when it ends before. */
  readonly url: Promise<string>
  readonly #child: ChildProcess

  constructor(settings: Record<string, string>) {
    const env = { ...process.env, ...settings }
    const child = spawn(process.execPath, ['bin/parley.mjs', 'start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    let said = ''
    this.url = new Promise((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        said += chunk
        const [, url] = /Parley is at (http:[^"\s]+)/.exec(said) ?? []
        if (url) resolve(url)
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.once('exit', () => reject(new Error(`The server ended:\n${said}`)))
    })
  }

  /** Until it serves, and hears the other nodes. */
  async ready(): Promise<string> {
    const url = await this.url
    for (;;) {
      const answer = await fetch(`${url}/readyz`)
      const { broker } = (await answer.json()) as { broker: string }
      if (answer.ok && broker === 'ok') return url
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** No goodbye: as when the power goes. */
  async kill(): Promise<void> {
    const child = this.#child
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  /** Alive, and answering nothing. */
  freeze(): void {
    this.#child.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child.kill('SIGCONT')
  }
}
