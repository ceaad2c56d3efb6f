// Opens the server once on a throw-away folder and closes it, so that its compiled modules are kept: the first real start is then as quick and small as the second.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../backend/config/index.ts'
import { createLogger } from '../backend/logger.ts'
import { serve } from '../backend/server.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-warm-'))
const config = readConfig({ HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' })
const running = await serve(config, createLogger(config))
await fetch(`${running.url}/healthz`)
await running[Symbol.asyncDispose]()
rmSync(folder, { recursive: true })
process.exit(0)
