import type { Route } from '../routes/route.ts'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

interface Operation {
  summary: string
  parameters?: { name: string; in: string; required: boolean; schema: unknown }[]
  requestBody?: { content: { 'application/json': { schema: unknown } } }
  responses: Record<string, { content: Record<string, { schema: unknown }> }>
}

const STYLE = `:root{color-scheme:light dark}body{font:15px/1.55 system-ui,sans-serif;max-width:860px;margin:0 auto;padding:40px 20px 80px}h1{font-size:26px;margin:0 0 4px}
h1+p{opacity:.7;margin-top:0}details{border:1px solid color-mix(in srgb,currentColor 16%,transparent);border-radius:8px;margin:8px 0}summary{padding:9px 14px;cursor:pointer;display:flex;gap:12px;align-items:baseline}
summary b{font:600 12px ui-monospace,monospace;min-width:58px}summary code{font:13.5px ui-monospace,monospace}summary span{margin-left:auto;opacity:.65;font-size:13px;text-align:right}
details>div{padding:0 14px 12px}h4{margin:10px 0 2px;font-size:12.5px;opacity:.65}pre{font:12.5px/1.5 ui-monospace,monospace;background:color-mix(in srgb,currentColor 6%,transparent);padding:10px 12px;border-radius:6px;overflow:auto;max-height:340px;margin:4px 0}
.open{font-size:11px;border:1px solid;border-radius:9px;padding:0 7px;opacity:.6}`

/** The reference as one page: made from the OpenAPI document, no script, nothing asked from anywhere. */
export function docsPage(routes: readonly Route[], document: Record<string, unknown>): string {
  const paths = document.paths as Record<string, Record<string, Operation>>
  const sections = routes.map((route) => section(route, paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()])).join('\n')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Parley: the API</title><style>${STYLE}</style>
<h1>The API</h1><p>JSON over HTTP. Sign in with <code>POST /api/login</code> and send <code>Authorization: Bearer &lt;token&gt;</code>. Errors are <code>application/problem+json</code> with a <code>code</code> and advice in <code>retry</code>. The whole as OpenAPI 3.1: <a href="/api/openapi.json">/api/openapi.json</a>.</p>
${sections}</html>`
}

function section(route: Route, operation: Operation | undefined): string {
  if (!operation) return ''
  const parameters = (operation.parameters ?? [])
    .map(({ name, in: where, required, schema }) => `${name} (${where}${required ? ', required' : ''}): ${JSON.stringify(schema)}`)
    .join('\n')
  const body = operation.requestBody?.content['application/json'].schema
  const answer = Object.values(operation.responses)[0]?.content['application/json']?.schema
  const block = (title: string, text: string): string => (text === '' ? '' : `<h4>${title}</h4><pre>${escaped(text)}</pre>`)
  const json = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value, null, 2))
  return `<details><summary><b>${route.method}</b><code>${escaped(route.path)}</code>${route.auth === 'open' ? '<i class="open">open</i>' : ''}<span>${escaped(route.summary)}</span></summary>
<div>${block('Parameters', parameters)}${block('Body', json(body))}${block(`Answer ${route.status}`, json(answer))}</div></details>`
}
