import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Chapter } from './rows/row.ts'

const folder = fileURLToPath(new URL('../.parley/bench', import.meta.url))
const fileOf = (name: string): string => join(folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.json`)

/** A row's last full result stays until the next: rows can be run one by one and be reported together. */
export function keep(chapter: Chapter): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(fileOf(chapter.name), JSON.stringify(chapter, null, 2))
}

/** What is kept of these rows. */
export const kept = (names: readonly string[]): Chapter[] =>
  names.filter((name) => existsSync(fileOf(name))).map((name) => JSON.parse(readFileSync(fileOf(name), 'utf8')) as Chapter)
