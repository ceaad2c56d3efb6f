import { spawnSync } from 'node:child_process'

/** A proof that cannot be made here says so. It never passes for want of a tool. */
export function notRun(why: string): never {
  console.log(`not run: ${why}`)
  process.exit(3)
}

export const isRoot = (): boolean => process.getuid?.() === 0

/** Whether a program is there. */
export const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

/** Runs a program to its end. Answers what it printed, or why it failed. */
export function run(program: string, args: readonly string[]): { ok: boolean; said: string } {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: 120_000 })
  return { ok: status === 0, said: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`.trim() }
}
