// A server for pictures: on a free port, in a folder of its own, on a Tuesday morning that never changes.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** When the servers believe to start, and when every page believes to be opened. */
const MORNING = Date.parse('2026-11-17T10:04:00Z')
export const OPENED = Date.parse('2026-11-17T10:24:00Z')

/** Loaded before the server: its clock runs as always, from another beginning. */
const clock = `const late = ${Date.now() - MORNING}, Real = Date
globalThis.Date = class extends Real { constructor(...at) { at.length ? super(...at) : super(Real.now() - late) } static now() { return Real.now() - late } }`

/** Starts `parley.mjs <command>`; answers its address. The child is added to `servers`, for who ends them. */
export function serve(command, dataDir, servers) {
  const env = {
    ...process.env,
    ...{ HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'info', PUBLIC_URL: '', REGISTRATION: '', RATE_LIMITS: 'off', TZ: 'UTC' },
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(clock)}`,
  }
  const child = spawn(process.execPath, ['bin/parley.mjs', command], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  servers.push(child)
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The server in ${join(dataDir)} ended`)))
    child.stdout.on('data', (chunk) => {
      const [, url] = /Parley is at (http:[^"\s]+)/.exec(String(chunk)) ?? []
      if (url) resolve(url)
    })
  })
}

export function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return undefined
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  return gone
}

/** The REST side of a server, as one person. */
export class Person {
  constructor(url, token) {
    this.url = url
    this.token = token
  }

  static async of(url, handle, password) {
    const { token } = await new Person(url).post('/api/login', { handle, password })
    return new Person(url, token)
  }

  get(path) {
    return this.#ask(path, {})
  }

  post(path, body) {
    return this.#ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  }

  put(path, body) {
    return this.#ask(path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  }

  patch(path, body) {
    return this.#ask(path, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  }

  /** Is seen to be there, for as long as the socket lives. */
  async comeOnline() {
    const socket = new WebSocket(this.url.replace('http', 'ws'))
    await new Promise((resolve, reject) => {
      socket.onerror = () => reject(new Error('Somebody could not connect'))
      socket.onmessage = ({ data }) => {
        const frame = JSON.parse(data)
        if (frame.type === 'hello') socket.send(JSON.stringify({ id: 1, type: 'auth', data: { token: this.token } }))
        if (frame.re === 1) resolve()
      }
    })
    return socket
  }

  async #ask(path, { headers, ...request }) {
    const answer = await fetch(this.url + path, { ...request, headers: { ...headers, ...(this.token && { authorization: `Bearer ${this.token}` }) } })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
}
