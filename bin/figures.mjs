// The size figures of STYLE: how long files and functions are, and how long they may be.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

const folders = ['protocol', 'client', 'backend', 'web', 'bench', 'bin']
const left = new Set(['node_modules', 'out', 'out-elsewhere', '.next', 'tests', 'next-env.d.ts'])
const bounds = { files: { median: 60, p90: 180, longest: 400 }, functions: { median: 8, p90: 25, longest: 60 } }

/** Measures all TypeScript outside tests: `{ lines, ok }`, the lines to print and whether every figure is within its bound. */
export function figures(root) {
  const sources = folders.flatMap((folder) => sourcesIn(join(root, folder))).map((path) => ({ path, text: readFileSync(path, 'utf8') }))
  const measured = {
    files: sources.map(({ path, text }) => ({ name: path.slice(root.length), lines: lineOf(text, text.trimEnd().length) })),
    functions: sources.flatMap(({ path, text }) => functionsIn(path.slice(root.length), path, text)),
  }
  const lines = []
  for (const [kind, sizes] of Object.entries(measured)) {
    const found = summary(sizes)
    const over = Object.entries(bounds[kind]).filter(([figure, bound]) => found[figure] > bound)
    lines.push(
      `${kind.padEnd(9)} ${String(sizes.length).padStart(5)}   ${Object.entries(bounds[kind])
        .map(([figure, bound]) => `${figure} ${found[figure]} (≤ ${bound})`)
        .join('   ')}`,
    )
    for (const [figure] of over) lines.push(`  too long: ${kind}, ${figure}`)
    for (const size of sizes.filter((each) => each.lines > bounds[kind].longest)) lines.push(`  ${size.name}: ${size.lines} lines`)
  }
  return { lines, ok: !lines.some((line) => line.startsWith('  ')) }
}

function summary(sizes) {
  const sorted = sizes.map((size) => size.lines).sort((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { median: at(0.5), p90: at(0.9), longest: sorted.at(-1) ?? 0 }
}

function sourcesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !left.has(entry.name))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesIn(path)
    return /\.tsx?$/.test(entry.name) && !/\.(test|spec|d)\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** Functions that have a name: declarations, methods, and those given to a variable or a property. Nameless callbacks count within their function. */
function functionsIn(file, path, text) {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0].message}`)
  const found = []
  const measure = (name, node) => {
    const start = lineOf(text, node.start)
    found.push({ name: `${file}:${start} ${name}`, lines: lineOf(text, node.end) - start + 1 })
  }
  const named = (key, value, node) => {
    if (value?.type === 'ArrowFunctionExpression' || (value?.type === 'FunctionExpression' && value.body)) measure(key?.name ?? '(computed)', node)
  }
  new Visitor({
    FunctionDeclaration: (node) => node.body && measure(node.id?.name ?? '(default)', node),
    VariableDeclarator: (node) => named(node.id, node.init, node),
    Property: (node) => named(node.key, node.value, node),
    PropertyDefinition: (node) => named(node.key, node.value, node),
    MethodDefinition: (node) => named(node.key, node.value, node),
  }).visit(program)
  return found
}

function lineOf(text, offset) {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
