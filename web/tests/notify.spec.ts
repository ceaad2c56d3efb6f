import { chromiumArgs, chromiumFile } from '../../bench/chromium.ts'
import { type Account, arrived, composer, conversationRow, expect, inhabited, message, seriousViolations, serverForThisFile, test } from './support.ts'

const server = serverForThisFile({ RATE_LIMITS: 'off' })
// Without a browser's windows around it Chromium has neither notifications nor push messages.
test.use({ serviceWorkers: 'allow', launchOptions: { executablePath: chromiumFile, args: [...chromiumArgs] } })
let ada: Account
let ben: Account
let pier: string
test.beforeAll(async () => {
  ;({ ada, ben } = await inhabited(server, 'pier'))
  const { channels } = await server.get<{ channels: { channel: { id: string; name: string } }[] }>('/api/channels', ada.token)
  pier = channels.find(({ channel }) => channel.name === 'pier')?.channel.id ?? ''
  await server.post(`/api/channels/${pier}/join`, {}, ben.token)
})

test('[C30] a mention is counted where one is not, stands out where it is read, and is gone then; a group is called by its handle', async ({ visit }) => {
  const page = await visit(server, { as: ben })
  await page.goto(`${server.url}/settings/groups`)
  await page.getByRole('button', { name: 'Create a group' }).click()
  await page.getByLabel('Name', { exact: true }).fill('The crew')
  await page.getByLabel('Handle', { exact: true }).fill('crew')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Ben Okafor/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('@crew · 1 person')).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('link', { name: 'Back to the conversation' }).click()
  await conversationRow(page, 'general').click()
  await arrived(page)

  await server.post('/api/message', { channel: pier, content: 'Just words' }, ada.token)
  const { message: said } = await server.post<{ message: { id: string } }>('/api/message', { channel: pier, content: 'All hands, @crew' }, ada.token)
  await expect(conversationRow(page, 'pier').locator('.n.mention')).toHaveText('1 for you')
  await expect(page).toHaveTitle(/^\(@1 · 2\) #general/)
  await conversationRow(page, 'pier').click()
  await expect(message(page, 'All hands')).toHaveClass(/\bmentions\b/)
  await expect(message(page, 'Just words')).not.toHaveClass(/\bmentions\b/)
  await expect(message(page, 'All hands').locator('.at')).toHaveText('@crew')
  await expect(conversationRow(page, 'pier').locator('.n')).toHaveCount(0)
  await expect(page).toHaveTitle(/^#pier/)

  const why = async () => (await server.get<{ why: string[] }>(`/api/messages/${said.id}/notification`, ben.token)).why
  await expect.poll(why).toEqual(['read'])
  await message(page, 'All hands').hover()
  await message(page, 'All hands').getByRole('button', { name: 'More' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Why was I told of this?' }).press('Enter')
  const told = page.getByRole('dialog', { name: 'Why was I told of this?' })
  await expect(told).toContainText('You are not told of it.')
  await expect(told.getByRole('listitem')).toHaveText(['You have read it.'])
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('Escape')

  await composer(page, '#pier').fill('')
  await composer(page, '#pier').pressSequentially('Ahoy @cre')
  await expect(page.getByRole('option', { name: /The crew/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(composer(page, '#pier')).toHaveValue('Ahoy @crew ')
})

test('before many are addressed at once somebody asks, and what was written is not lost', async ({ visit }) => {
  const people = await Promise.all(Array.from({ length: 30 }, (_, n) => server.register(`Hand${n}`)))
  expect(people).toHaveLength(30)
  const page = await visit(server, { as: ada })
  await arrived(page)
  await composer(page).fill('@channel the tide is out')
  await page.keyboard.press('Enter')
  const asked = page.getByRole('dialog', { name: /Notify \d+ people\?/ })
  await expect(asked).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(composer(page)).toHaveValue('@channel the tide is out')
  await page.keyboard.press('Enter')
  await asked.getByRole('button', { name: 'Send it' }).click()
  await expect(message(page, '@channel the tide is out')).toBeVisible()

  await page.goto(`${server.url}/settings/workspace`)
  const wide = page.getByRole('group', { name: 'Who may address everybody in a large channel' })
  await wide.getByLabel('Administrators').click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  const home = (await server.get<{ channels: { channel: { id: string; name: string } }[] }>('/api/channels', ben.token)).channels
  const general = home.find(({ channel }) => channel.name === 'general')?.channel.id
  expect(await server.get(`/api/channels/${general}/audience`, ben.token)).toMatchObject({ allowed: false })
  expect(await server.get(`/api/channels/${general}/audience`, ada.token)).toMatchObject({ allowed: true })
})

test('how a person is told is theirs to say, at 390 px too, and stands after a reload', async ({ visit }) => {
  const page = await visit(server, { as: ben, viewport: { width: 390, height: 740 } })
  await page.goto(`${server.url}/settings/notifications`)
  await page.getByLabel('Every message').click()
  await expect(page.getByLabel('Every message')).toBeChecked()
  await page.getByRole('textbox', { name: 'My words' }).fill('herring, tide')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('checkbox', { name: /Quiet hours/ }).click()
  await page.getByLabel('From').fill('21:30')
  await page.getByRole('button', { name: 'Sun' }).click()
  await expect
    .poll(async () => (await server.get<{ quiet: { hours: unknown } }>('/api/user/preferences', ben.token)).quiet.hours)
    .toEqual({
      days: [1, 2, 3, 4, 5, 6],
      from: 1_290,
      to: 420,
    })
  expect(await seriousViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.reload()
  await expect(page.getByLabel('Every message')).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'My words' })).toHaveValue('herring, tide')
  await expect(page.getByRole('button', { name: 'Sun' })).toHaveAttribute('aria-pressed', 'false')
})

test('a push is shown by the worker; a press on it leads the page that is there to its message, and what is written stays', async ({ visit }) => {
  const page = await visit(server, { as: ben })
  await conversationRow(page, 'general').click()
  await arrived(page)
  await page.context().grantPermissions(['notifications'])
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  const devtools = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId)),
  )
  await devtools.send('ServiceWorker.enable')
  const path = `/c/${pier}/1`
  const data = JSON.stringify({ title: 'Ada in #pier', body: 'All hands', path, tag: 'one' })
  const push = { origin: new URL(page.url()).origin, registrationId: await registered, data }
  const shown = () =>
    page.evaluate(async () =>
      (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, data })),
    )
  const delivered = async () => {
    // Twice and more, as a server does that was not sure: one is shown.
    for (let time = 0; time < 2; time++) await devtools.send('ServiceWorker.deliverPushMessage', push)
    return shown()
  }
  await expect.poll(delivered).toEqual([{ title: 'Ada in #pier', body: 'All hands', tag: 'one', data: path }])

  await composer(page).fill('half a sent')
  await page.evaluate(() => Object.assign(window, { isTheSame: true }))
  const [worker] = page.context().serviceWorkers()
  // No driver can press what the system shows: the worker hears of the press by the event that the browser would send it.
  await worker?.evaluate(
    `registration.getNotifications().then(([notification]) => void dispatchEvent(new NotificationEvent('notificationclick', { notification })))`,
  )
  await expect(page).toHaveURL(new RegExp(`/c/(?:pier|${pier})/1$`))
  await expect(composer(page, '#pier')).toBeVisible()
  expect(await page.evaluate(() => 'isTheSame' in window)).toBe(true)
  await expect.poll(shown).toEqual([])
})

test('this browser takes pushes: refused, without a service for them, and on; at the next start it is told to the server again', async ({ visit }) => {
  const page = await visit(server, { as: ben })
  const settings = `${server.url}/settings/notifications`
  const here = page.getByRole('checkbox', { name: /Notifications on this device/ })
  await page.addInitScript(() => {
    const state = { address: sessionStorage.getItem('address') ?? '' }
    Object.assign(window, { state })
    // This Chromium has no push service behind it: what the service would answer is answered here.
    const subscription = () => ({
      endpoint: state.address,
      getKey: (name: string) => new Uint8Array(name === 'auth' ? 16 : 65).buffer,
      unsubscribe: async () => delete (state as { address?: string }).address,
    })
    PushManager.prototype.getSubscription = async () => (state.address ? (subscription() as unknown as PushSubscription) : null)
    PushManager.prototype.subscribe = async () => {
      const address = sessionStorage.getItem('next')
      if (!address) throw new DOMException('Registration failed - push service error', 'AbortError')
      sessionStorage.setItem('address', address)
      state.address = address
      return subscription() as unknown as PushSubscription
    }
  })
  await page.context().grantPermissions(['notifications'])
  await page.goto(settings)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await here.click()
  await expect(page.getByText('This browser gave no address for pushes.')).toBeVisible()
  await expect(here).not.toBeChecked()
  await page.evaluate(() => sessionStorage.setItem('next', 'https://localhost/one'))
  await here.click()
  await expect(here).toBeChecked()
  const hosts = async () => {
    const { deliveries } = await server.write<{ deliveries: { way: string; note: string }[] }>('POST', '/api/notifications/test', {}, ben.token)
    return deliveries.filter(({ way }) => way === 'push').map(({ note }) => note.split(': ')[0])
  }
  expect(await hosts()).toEqual(['localhost'])
  await page.evaluate(() => sessionStorage.setItem('next', 'https://localhost:8443/two'))
  await page.reload()
  await expect(here).toBeChecked()
  await expect.poll(async () => (await hosts()).includes('localhost:8443')).toBe(true)
  await here.click()
  await expect(here).not.toBeChecked()
})
