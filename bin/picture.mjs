// Makes what the server draws first pictures with, beside an exported web client: `node bin/picture.mjs <out folder>`, after every `next build`.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const [out] = process.argv.slice(2)

await build({
  entryPoints: [fileURLToPath(new URL('../web/picture/draw.tsx', import.meta.url))],
  // A folder with a dot is never served.
  outfile: join(out, '.picture', 'draw.mjs'),
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.NEXT_PUBLIC_PARLEY_URL': '""' },
  // React's server is written for require().
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
})
