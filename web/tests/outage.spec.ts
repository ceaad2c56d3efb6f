import { type Account, arrived, composer, expect, message, OUTAGE, offlineBanner, say, serverForThisFile, test } from './support.ts'

const server = serverForThisFile()
test.use({ serviceWorkers: 'allow' })
const BACK_MS = 40_000

// Coming back waits a random while, up to half a minute, and some of these wait for it more than once.
test.describe.configure({ timeout: 150_000 })
let ada: Account
let ben: Account

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  ben = await server.register('Ben Okafor')
})

test('the server dies while a draft is typed: the page says so, keeps the draft, and what is sent meanwhile arrives once', async ({ visit }) => {
  const adas = await visit(server, { as: ada, tolerate: OUTAGE })
  const bens = await visit(server, { as: ben, tolerate: OUTAGE })
  await arrived(adas)
  await arrived(bens)
  await composer(adas).pressSequentially('Half a sentence')
  await server.kill()
  await expect(offlineBanner(adas)).toBeVisible()
  await composer(adas).pressSequentially(', and the rest of it')
  await expect(composer(adas)).toHaveValue('Half a sentence, and the rest of it')

  await server.start()
  await expect(offlineBanner(adas)).toHaveCount(0, { timeout: BACK_MS })
  await expect(composer(adas)).toHaveValue('Half a sentence, and the rest of it')

  await server.kill()
  await expect(offlineBanner(adas)).toBeVisible()
  await composer(adas).press('Enter')
  await expect(message(adas, 'Half a sentence')).toHaveClass(/pending/)
  await expect(composer(adas)).toHaveValue('')
  await server.start()
  await expect(message(bens, 'Half a sentence, and the rest of it')).toHaveCount(1, { timeout: BACK_MS })
  await expect(message(adas, 'Half a sentence')).not.toHaveClass(/pending/, { timeout: BACK_MS })
  await expect(offlineBanner(adas)).toHaveCount(0)

  await say(bens, 'We are back')
  await expect(message(adas, 'We are back')).toHaveCount(1)
  for (const page of [adas, bens]) {
    await page.reload()
    await expect(message(page, 'We are back')).toBeVisible()
    await expect(message(page, 'Half a sentence')).toHaveCount(1)
  }
})

test('a draft survives a reload', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await composer(page).fill('Not yet')
  await page.reload()
  await arrived(page)
  await expect(composer(page)).toHaveValue('Not yet')
  await composer(page).fill('')
})

const mishaps = [
  { when: 'frozen', stop: async () => server.freeze(), go: async () => server.thaw() },
  { when: 'dead', stop: () => server.kill(), go: () => server.start() },
]

for (const { when, stop, go } of mishaps) {
  test(`a tab closed in the middle of sending, while the server is ${when}: the message is there exactly once`, async ({ visit }) => {
    const words = `Sent into the void, ${when}`
    const adas = await visit(server, { as: ada, tolerate: OUTAGE })
    const bens = await visit(server, { as: ben, tolerate: OUTAGE })
    await arrived(adas)
    await arrived(bens)
    await stop()
    await composer(adas).fill(words)
    await composer(adas).press('Enter')
    await adas.close()
    await go()

    const again = await adas.context().newPage()
    await again.goto(server.url)
    await arrived(again)
    await expect(message(again, words)).toHaveCount(1)
    await expect(message(again, words)).not.toHaveClass(/pending/)
    await expect(message(bens, words)).toHaveCount(1, { timeout: BACK_MS })
    await say(again, `After it, ${when}`)
    for (const page of [again, bens]) {
      await page.reload()
      await expect(message(page, `After it, ${when}`)).toBeVisible()
      await expect(message(page, words)).toHaveCount(1)
    }
  })
}
