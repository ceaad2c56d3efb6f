import { setPriority } from 'node:os'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import type { Asked, Drawn } from './pictures.ts'

/** Those who talk go first: on Linux a priority belongs to a thread. */
const NICE = 2
setPriority(0, NICE)

const { draw } = (await import(pathToFileURL(workerData as string).href)) as { draw(asked: Asked): Promise<string | null> }

// One after the other: the page's code has one language and one place at a time.
let before: Promise<unknown> = Promise.resolve()
parentPort?.on('message', ({ id, asked }: { id: number; asked: Asked }) => {
  before = before.then(async () => {
    const html = await draw(asked).catch(() => null)
    parentPort?.postMessage({ id, html } satisfies Drawn)
  })
})
