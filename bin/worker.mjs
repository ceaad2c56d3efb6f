// Makes sw.js beside an exported web client: `node bin/worker.mjs <out folder> <path of the bare shell>`, after every `next build`.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const [out, shell] = process.argv.slice(2)
const read = (path) => readFileSync(join(out, path))
const html = read('index.html').toString()

/** What the page names itself, and the fonts its styles name. Browsers with a worker never ask for `noModule`. */
const named = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="(\/_next\/static\/[^"?]+)"[^>]*>/g)]
  .filter(([tag]) => !/nomodule/i.test(tag))
  .map(([, path]) => path)
const styles = named.filter((path) => path.endsWith('.css'))
const fonts = styles.flatMap((path) =>
  [
    ...read(path)
      .toString()
      .matchAll(/url\("?\.\.\/(media\/[^")]+)/g),
  ].map(([, file]) => `/_next/static/${file}`),
)
const icons = readdirSync(join(out, 'icons')).map((file) => `/icons/${file}`)
const files = [...new Set([...named, ...fonts, ...icons, '/icon.svg', '/manifest.webmanifest'])].sort()

const hash = createHash('sha256').update(html)
for (const path of files) hash.update(path).update(read(path))

await build({
  entryPoints: [fileURLToPath(new URL('../web/sw/worker.ts', import.meta.url))],
  outfile: join(out, 'sw.js'),
  bundle: true,
  minify: true,
  target: 'es2022',
  define: { __BUILD__: JSON.stringify({ id: hash.digest('hex').slice(0, 16), shell, files }) },
  logLevel: 'warning',
})
