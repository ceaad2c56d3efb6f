import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** `npm run proof:walk [-- --seed 7 --actions 500]`: three browsers by chance; the walk itself is web/tests/walk.spec.ts. */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: String(Date.now() % 1_000_000) }, actions: { type: 'string', default: '500' } },
})
const root = fileURLToPath(new URL('../..', import.meta.url))
const cli = fileURLToPath(import.meta.resolve('@playwright/test/cli'))
const env = { ...process.env, WALK_SEED: values.seed, WALK_ACTIONS: values.actions }
const child = spawn(process.execPath, [cli, 'test', 'web/tests/walk.spec.ts', '--reporter=list', '--retries=0'], { cwd: root, env, stdio: 'inherit' })
child.once('exit', (code) => process.exit(code ?? 1))
