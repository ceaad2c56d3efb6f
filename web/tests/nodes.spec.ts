import { isCluster } from './nodes.ts'
import { arrived, expect, message, OUTAGE, offlineBanner, say, serverForThisFile, test } from './support.ts'

const server = serverForThisFile()
test.use({ serviceWorkers: 'allow' })

/** How many sockets each process has, as it says itself. */
const connections = (): Promise<number[]> =>
  Promise.all(
    server.doors.map(async (door) =>
      Number(/^parley_connections(?:\{[^}]*\})? (\d+)$/m.exec(await (await fetch(`${door}/metrics`)).text())?.[1] ?? Number.NaN),
    ),
  )

test('three browsers: at one server all, of three nodes each at another; what one says, all hear', async ({ visit }) => {
  const people = [await server.register('Ada Dunne'), await server.register('Ben Okafor'), await server.register('Cleo Marsh')]
  const pages = []
  for (const as of people) pages.push(await visit(server, { as }))
  for (const page of pages) await arrived(page)
  await expect.poll(connections).toEqual(isCluster ? [1, 1, 1] : [3])
  for (const [at, page] of pages.entries()) await say(page, `Said by the ${at + 1}.`)
  for (const page of pages) for (const at of pages.keys()) await expect(message(page, `Said by the ${at + 1}.`)).toHaveCount(1)
  for (const page of pages) await page.reload()
  for (const page of pages) await arrived(page)
  await expect.poll(connections).toEqual(isCluster ? [1, 1, 1] : [3])
  await Promise.all(pages.map((page) => page.close()))
  await expect.poll(connections).toEqual(isCluster ? [0, 0, 0] : [0])
})

test('the process that a browser is at dies: it comes back, at another where there is one, and nothing is lost', async ({ visit }) => {
  const [dora, eli] = [await server.register('Dora Finch'), await server.register('Eli Grant')]
  const doras = await visit(server, { as: dora, tolerate: OUTAGE })
  await arrived(doras)
  await say(doras, 'Before it')
  await server.lose((await connections()).indexOf(1))
  await say(doras, 'After it')
  await expect(offlineBanner(doras)).toHaveCount(0)
  const elis = await visit(server, { as: eli, tolerate: OUTAGE })
  await arrived(elis)
  for (const words of ['Before it', 'After it']) await expect(message(elis, words)).toHaveCount(1)
  await say(elis, 'Heard by all')
  await expect(message(doras, 'Heard by all')).toHaveCount(1)
  await doras.reload()
  await arrived(doras)
  await expect(message(doras, 'Heard by all')).toHaveCount(1)
})
