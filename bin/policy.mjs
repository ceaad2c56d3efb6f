// Writes the content policy into a page that any host may serve: `node bin/policy.mjs <out folder> <server>`. Our own server sends it as a header.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pageCsp } from '../backend/http/headers.ts'

const [out, server] = process.argv.slice(2)
const page = join(out, 'index.html')
const html = readFileSync(page, 'utf8')

const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script)
const hashes = [...new Set(inline)].map((script) => createHash('sha256').update(script).digest('base64'))
const { origin } = new URL(server)
// Who may frame a page can only be said in a header: docs/two-homes.md asks for it.
const policy = pageCsp(hashes, `${origin} ${origin.replace(/^http/, 'ws')}`).replace(/; frame-ancestors [^;]*/, '')

writeFileSync(page, html.replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="${policy}"/>`))
