import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { run } from '../not-run.ts'

const SIZE = '512M'
const QUIET_TRIES = 10

function must(program: string, ...args: string[]): string {
  const { ok, said } = run(program, args)
  if (!ok) throw new Error(`${program} ${args.join(' ')}: ${said}`)
  return said
}

/**
 * A disk of our own: an ext4 file system in a file, behind a loop device that bypasses the page cache. What a program
 * wrote and nobody synced is in the memory of the mounted file system and not in the file, just as with a real disk.
 */
export class Disk implements Disposable {
  readonly #folder: string
  readonly #image: string
  readonly #device: string
  /** Where it is mounted. */
  readonly path: string

  constructor(folder: string) {
    this.#folder = folder
    this.#image = join(folder, 'disk.img')
    this.path = join(folder, 'disk')
    mkdirSync(this.path)
    must('truncate', '-s', SIZE, this.#image)
    must('mkfs.ext4', '-q', this.#image)
    this.#device = must('losetup', '--find', '--show', '--direct-io=on', this.#image)
    try {
      if (must('losetup', '--noheadings', '--output', 'DIO', this.#device).trim() !== '1') throw new Error('The loop device does not bypass the page cache')
      // The journal commits by itself only every five minutes, so that nothing but a sync saves anybody.
      must('mount', '-o', 'commit=300', this.#device, this.path)
    } catch (failure) {
      run('losetup', ['--detach', this.#device])
      throw failure
    }
  }

  /** What is on the disk at this moment, as another file. Its writers must stand still; a copy during which anything was written is made again. */
  copy(to: string): void {
    for (let tries = 0; tries < QUIET_TRIES; tries++) {
      const before = this.#written()
      must('cp', '--sparse=always', this.#image, to)
      if (this.#written() === before) return
    }
    throw new Error('The disk did not come to rest')
  }

  /** Mounts a copy, which replays its journal as after a power cut, and reads it. */
  read<T>(copy: string, look: (path: string) => T): T {
    const path = join(this.#folder, 'copy')
    mkdirSync(path, { recursive: true })
    must('mount', '-o', 'loop', copy, path)
    try {
      return look(path)
    } finally {
      must('umount', path)
      rmSync(copy)
    }
  }

  /** Writes that reached the device, as the kernel counts them. */
  #written(): string {
    return (
      readFileSync(`/sys/block/${basename(this.#device)}/stat`, 'utf8')
        .trim()
        .split(/\s+/)[4] ?? ''
    )
  }

  [Symbol.dispose](): void {
    run('umount', [this.path])
    run('losetup', ['--detach', this.#device])
  }
}
