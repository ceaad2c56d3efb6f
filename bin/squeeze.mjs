// Puts what browsers understand smaller beside each file of an exported web client: `node bin/squeeze.mjs <out folder>`, the last step of every build.
// Only files that are the same for everybody: a page with somebody's words in it is never compressed, for its length would tell of them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TEXT = /\.(?:js|css|svg|json|webmanifest)$/
/** Below it the two lengths fit into the same packet. */
const LEAST_BYTES = 1_024
const QUALITY = 10

const [out] = process.argv.slice(2)
for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name)
  if (!entry.isFile() || !TEXT.test(entry.name) || path.includes('/.')) continue
  const bytes = readFileSync(path)
  if (bytes.length < LEAST_BYTES) continue
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }))
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
}
