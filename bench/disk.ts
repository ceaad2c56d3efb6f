import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { median, percentile } from './median.ts'

/** Milliseconds that the disk itself takes to keep something. */
export interface Syncs {
  p50: number
  p99: number
}

const PAGE = Buffer.alloc(4_096, 7)

/** Appends 4 KiB and waits for the disk, `perSecond` times a second: a disk that rests between two may take longer than a busy one. */
export async function timeSyncs(folder: string, { seconds, perSecond }: { seconds: number; perSecond: number }): Promise<Syncs> {
  const path = join(folder, 'fdatasync')
  const file = openSync(path, 'w')
  const took: number[] = []
  const start = performance.now()
  for (let due = start; due < start + seconds * 1_000; due += 1_000 / perSecond) {
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    writeSync(file, PAGE)
    const began = performance.now()
    fdatasyncSync(file)
    took.push(performance.now() - began)
  }
  closeSync(file)
  rmSync(path)
  return { p50: median(took), p99: percentile(took, 0.99) }
}
