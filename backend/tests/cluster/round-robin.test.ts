import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { RoundRobin } from './round-robin.ts'

const open: (() => unknown)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** Answers each connection with its name, once something is said; `breaks` ends it instead, as a process that dies. */
async function node(name: string, breaks = false): Promise<{ port: number; heard: string[]; server: Server }> {
  const heard: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (words) => {
      heard.push(String(words))
      if (breaks) socket.resetAndDestroy()
      else socket.write(name)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(() => server.close())
  return { port: (server.address() as AddressInfo).port, heard, server }
}

const nodes = () => Promise.all(['one', 'two', 'three'].map((name) => node(name)))

async function balanced(ports: readonly number[], wanted?: (first: string) => number | undefined): Promise<number> {
  const balancer = await RoundRobin.start(ports, wanted && { wanted })
  open.push(() => balancer[Symbol.asyncDispose]())
  return Number(new URL(balancer.url).port)
}

/** What comes back on a connection of its own; nothing where it ends without a word. */
async function answerTo(words: string, port: number): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1')
  open.push(() => socket.destroy())
  socket.on('error', () => {}).write(words)
  const [answer] = await Promise.race([once(socket, 'data'), new Promise<[string]>((resolve) => socket.once('close', () => resolve([''])))])
  return String(answer)
}

test('each connection goes to the next node; one that is gone is passed over', async () => {
  const three = await nodes()
  const port = await balanced(three.map((each) => each.port))
  const answers = async (): Promise<string[]> => [await answerTo('a', port), await answerTo('b', port), await answerTo('c', port)]
  expect(await answers()).toEqual(['one', 'two', 'three'])
  three[1]?.server.close()
  expect(await answers()).toEqual(['one', 'three', 'three'])
})

test('who asks for a node gets it with every connection, and another one when it is gone', async () => {
  const three = await nodes()
  const port = await balanced(
    three.map((each) => each.port),
    (first) => (first.startsWith('at ') ? Number(first.slice(3)) : undefined),
  )
  for (let n = 0; n < 4; n++) expect(await answerTo('at 2', port)).toBe('three')
  expect(await answerTo('anywhere', port)).toBe('one')
  three[2]?.server.close()
  expect(await answerTo('at 2', port)).toBe('one')
  expect(three[0]?.heard).toEqual(['anywhere', 'at 2'])
})

test('a long request to a node that was asked for comes whole', async () => {
  const three = await nodes()
  const port = await balanced(
    three.map((each) => each.port),
    () => 1,
  )
  const words = 'x'.repeat(4_000_000)
  expect(await answerTo(words, port)).toMatch(/^two/)
  await expect.poll(() => three[1]?.heard.join('').length).toBe(words.length)
})

test('what was said to a node that breaks off is said to no other', async () => {
  const [fails, other] = [await node('one', true), await node('two')]
  const port = await balanced([fails.port, other.port], (first) => (first === 'whole' ? 1 : 0))
  expect(await answerTo('half a request', port)).toBe('')
  expect(fails.heard).toEqual(['half a request'])
  expect(await answerTo('whole', port)).toBe('two')
  expect(other.heard).toEqual(['whole'])
})
