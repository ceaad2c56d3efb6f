import { argon2Sync } from 'node:crypto'
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { Derivation } from './derive.ts'

/** Works through passwords at a low priority of its own: on Linux a priority belongs to a thread, so those who talk go first. */
const NICE = 10
setPriority(0, NICE)
parentPort?.on('message', ({ message, nonce, ...parameters }: Derivation) => {
  parentPort?.postMessage(argon2Sync('argon2id', { ...parameters, message, nonce }))
})
