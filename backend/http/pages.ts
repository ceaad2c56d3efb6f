import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import fastifyStatic from '@fastify/static'
import type { Boot } from '@parley/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { boot } from '../controllers/workspace.ts'
import type { Exchange } from '../routes/route.ts'
import { scriptJson } from '../utils/script-json.ts'
import { pageCsp } from './headers.ts'
import { type Artist, Pictures } from './pictures.ts'
import { readShell, type Shell } from './shell.ts'
import { viewOf } from './view.ts'

/** The paths that are pages of the one shell; everything else that is no file is not found. */
export const isAppPath = (path: string): boolean => path === '/' || /^\/(?:c|invite|settings|search|inbox|later|login|register|design)(?:\/|$)/.test(path)

const bootTag = (values: Boot): string => `<script type="application/json" id="boot">${scriptJson(values)}</script>`

const FOR_EVER = 'public, max-age=31536000, immutable'
const ASK_AGAIN = 'public, max-age=0, must-revalidate'

/** What the service worker itself may do: nothing but to fetch our files. */
const WORKER_CSP = "default-src 'none'; script-src 'self'; connect-src 'self'"

/** The exported web client: its files for ever, its one shell fresh with what the page needs to begin. */
export function servePages(http: FastifyInstance, app: App, outDir: string): void {
  if (!existsSync(join(outDir, 'index.html'))) {
    http.get('/', async (_request, reply) =>
      reply
        .type('text/plain')
        .send('Parley serves its API here: /api/docs. The web client is not built; "npm start" at the root of the repository builds it.\n'),
    )
    return
  }
  const shell = readShell(outDir)
  const artist = app.house?.artist ?? ownArtist(http, outDir)
  http.register(fastifyStatic, {
    root: outDir,
    index: false,
    redirect: false,
    list: false,
    dotfiles: 'ignore',
    allowedPath: (path) => !path.endsWith('.html') && !path.endsWith('.txt') && !path.endsWith('.map') && !path.includes('/.'),
    wildcard: true,
    cacheControl: false,
    // By the build (bin/squeeze.mjs); pages have somebody's words in them and stay as they are.
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/_next/static/') ? FOR_EVER : ASK_AGAIN)
      if (/\/sw\.js(?:\.br|\.gz)?$/.test(path)) reply.headers({ 'cache-control': 'no-cache', 'content-security-policy': WORKER_CSP })
    },
  })
  http.addHook('onRequest', async (request, reply) => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (!reads) return
    if (isAppPath(pathOf(request))) await sendPage({ app, shell, artist }, request, reply)
    if (pathOf(request) === '/shell') await sendBare(app, shell, request, reply)
  })
}

function ownArtist(http: FastifyInstance, outDir: string): Artist {
  const pictures = new Pictures(outDir, http.log)
  http.addHook('onClose', () => pictures[Symbol.asyncDispose]())
  return pictures
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/'

/** The page without anybody's values, which a service worker may keep for the time without a network. */
async function sendBare(app: App, shell: Shell, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  allowOwn(app, shell.scriptHashes.bare, request, reply.header('cache-control', 'no-cache'))
  await reply.send(shell.bare)
}

interface Ground {
  app: App
  shell: Shell
  artist: Artist
}

async function sendPage(ground: Ground, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { app, shell, artist } = ground
  artist.warm()
  const me = await app.door.who(request.raw).catch(() => undefined)
  const exchange = { app, me: me && { ...me, address: app.door.addressOf(request.raw) }, request, reply }
  if (me && request.method === 'GET') {
    allowOwn(app, shell.scriptHashes.inParts, request, reply)
    await reply.send(Readable.from(inParts(ground, exchange)))
    return
  }
  const values = await boot(exchange, { path: request.method === 'GET' ? request.url.slice(0, 300) : undefined })
  allowOwn(app, shell.scriptHashes.bare, request, reply)
  await reply.send(shell.with(bootTag(values)))
}

/** A page that waited longer for a database would be better off with what the browser keeps. */
const PATIENCE_MS = 2_000

/** Of somebody signed in: what is the same for all at once, and theirs when it is found. What cannot be found, or not soon, the page asks for itself. */
async function* inParts({ shell, artist }: Ground, exchange: Exchange): AsyncIterable<string> {
  yield shell.opening
  const { request } = exchange
  const view = viewOf(request.headers)
  try {
    const found = boot(exchange, { path: request.url.slice(0, 300) }, view.kept['parley:place'])
    const values = await Promise.race([found, pause(PATIENCE_MS, undefined, { ref: false })])
    if (!values) return yield shell.rest('', null)
    const agent = (request.headers['user-agent'] ?? '').slice(0, 300)
    const picture = values.session ? await artist.draw({ opening: values.session, path: request.url, view, agent }) : null
    yield shell.rest(bootTag(values), picture === null ? null : { html: picture, unsure: view.zone === undefined })
  } catch (failure) {
    request.log.error(failure, 'what a page begins with could not be read')
    yield shell.rest('', null)
  }
}

function allowOwn(app: App, scriptHashes: readonly string[], request: FastifyRequest, reply: FastifyReply): void {
  const host = request.headers.host ?? ''
  const socketOrigin = /^[\w.:[\]-]+$/.test(host) ? `${app.reader.isSecure(request.raw) ? 'wss' : 'ws'}://${host}` : ''
  reply.header('content-security-policy', pageCsp(scriptHashes, socketOrigin)).type('text/html; charset=utf-8')
}
