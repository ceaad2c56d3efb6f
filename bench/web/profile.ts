import type { CDPSession } from '@playwright/test'

const SHOWN = 14

/** Runs the work under the profiler of the page; answers where its time went, the dearest first. */
export async function profiled(cdp: CDPSession, name: string, work: () => Promise<unknown>): Promise<string[]> {
  await cdp.send('Profiler.enable')
  await cdp.send('Profiler.setSamplingInterval', { interval: 250 })
  await cdp.send('Profiler.start')
  await work()
  const { profile } = await cdp.send('Profiler.stop')
  const own = new Map<string, number>()
  const names = new Map(
    profile.nodes.map(({ id, callFrame: { functionName, url, lineNumber, columnNumber } }) => {
      const file = url.split('/').at(-1)
      return [id, `${functionName || '(nameless)'}${file ? `  ${file}:${lineNumber + 1}:${columnNumber + 1}` : ''}`]
    }),
  )
  for (const [at, id] of (profile.samples ?? []).entries()) {
    const called = names.get(id) ?? ''
    own.set(called, (own.get(called) ?? 0) + (profile.timeDeltas?.[at] ?? 0) / 1_000)
  }
  const dearest = [...own].filter(([called]) => called !== '(idle)').sort(([, a], [, b]) => b - a)
  return [`${name}:`, ...dearest.slice(0, SHOWN).map(([called, ms]) => `  ${ms.toFixed(0).padStart(6)} ms  ${called}`)]
}
