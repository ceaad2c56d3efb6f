import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../backend/config/index.ts'
import { measure, sizes } from './bench/measure.ts'
import { inWords } from './bench/words.ts'

/** `parley bench`: what this machine is good for. Answers the exit code: 2 for what was asked in a wrong way. */
export async function run(words: readonly string[]): Promise<0 | 1 | 2> {
  const asked = options(words)
  if (!asked) return 2
  try {
    if (!asked.json) console.error('Measuring for half a minute, with a server of its own that is gone afterwards …')
    const found = await measure(placeBeside(readConfig().dataDir), asked.quick ? sizes.quick : sizes.full)
    console.log(asked.json ? JSON.stringify(found, null, 2) : inWords(found))
    return 0
  } catch (failure) {
    console.error(`bench did not succeed. ${failure instanceof Error ? failure.message : String(failure)}`)
    return 1
  }
}

function options(words: readonly string[]): { json: boolean; quick: boolean } | undefined {
  try {
    return parseArgs({ args: [...words], options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } } }).values
  } catch (failure) {
    console.error(`${failure instanceof Error ? failure.message : String(failure)}\n\nparley --help tells what there is.`)
    return undefined
  }
}

/** On the disk that keeps the messages: another one may be faster, or no disk at all. */
function placeBeside(dataDir: string): string {
  let folder = resolve(dataDir)
  while (!existsSync(folder)) folder = dirname(folder)
  return folder
}
