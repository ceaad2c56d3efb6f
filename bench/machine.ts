import { readdirSync, readFileSync } from 'node:fs'
import { arch, cpus, release, totalmem, type } from 'node:os'
import { has } from './proofs/not-run.ts'

/** The machine in one line, as far as it matters here. */
export function describeMachine(): string {
  const [first] = cpus()
  const gib = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, ${gib} GiB, ${type()} ${release()} ${arch()}, Node ${process.version}`
}

/** Whether server and generator can have a core each. */
export const canPin = (): boolean => process.platform === 'linux' && cpus().length > 1 && has('taskset')

export const pinnedTo = (core: number): string[] => (canPin() ? ['taskset', '-c', String(core)] : [])

/** Seconds of processor time that all threads of a process have used; undefined where the kernel does not tell. */
export function cpuSeconds(pid: number): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    const nanoseconds = threads.map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]))
    return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e9
  } catch {
    return undefined
  }
}

/** What a process holds of the machine's memory. */
export function residentBytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024
  } catch {
    return Number.NaN
  }
}

/** How many files and sockets a process may have open; null where the system does not tell. */
export function openFilesAtMost(): number | null {
  try {
    return Number(/^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? Number.NaN) || null
  } catch {
    return null
  }
}
