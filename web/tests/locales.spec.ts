import type { Page } from '@playwright/test'
import { de } from '../locales/de.ts'
import { en } from '../locales/en.ts'
import { type Account, expect, PASSWORD, REFUSAL, Server, serverForThisFile, test } from './support.ts'
import { clippedIn, outsideOfBrackets, said, sidewaysOverflow } from './words.ts'

const server = serverForThisFile()
let ada: Account
const german = { locale: 'de-DE', timezoneId: 'Europe/Berlin' } as const
const phone = { width: 390, height: 844 }

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  await server.register('Ben Okafor')
  await server.post('/api/channels', { kind: 'private', name: 'harbour', topic: 'Tides and berths' }, ada.token)
})

test('German: from signing up to a message and its date', async ({ visit }) => {
  const page = await visit(server, german)
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await page.getByRole('button', { name: 'Konto anlegen' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Jürgen Groß')
  await page.getByLabel('E-Mail').fill('juergen@harbour.test')
  await page.getByLabel('Passwort', { exact: true }).fill('kurz')
  await page.getByRole('button', { name: 'Konto anlegen' }).click()
  await expect(page.locator('.field-error')).toHaveText('Mindestens 8 Zeichen')
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Konto anlegen' }).click()

  await expect(page.getByRole('navigation', { name: 'Arbeitsbereich' })).toContainText('Direktnachrichten')
  const field = page.getByRole('textbox', { name: 'Nachricht an #general' })
  await field.fill('Moin zusammen')
  await field.press('Enter')
  const sent = page.getByRole('log', { name: 'Nachrichten' }).getByRole('article').filter({ hasText: 'Moin zusammen' })
  await expect(sent).toHaveCount(1)
  await expect(page.locator('.day').last()).toHaveText('Heute')
  const now = new Date()
  const month = new Intl.DateTimeFormat('de', { month: 'long', timeZone: german.timezoneId }).format(now)
  await expect(sent.locator('time').first()).toHaveAttribute('title', new RegExp(`tag, \\d+\\. ${month} ${now.getFullYear()} um \\d\\d:\\d\\d$`))
  await expect(sent.locator('time').first()).toHaveText(/^\d\d:\d\d$/)
})

test('German: what the server refuses is told in German, beside its field', async ({ visit }) => {
  const page = await visit(server, { ...german, path: '/register', tolerate: REFUSAL })
  const fill = async (email: string, password: string): Promise<void> => {
    await page.getByLabel('Name', { exact: true }).fill('Jürgen Groß')
    await page.getByLabel('E-Mail').fill(email)
    await page.getByLabel('Passwort', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Konto anlegen' }).click()
  }
  await fill('gross@harbour.test', 'password1')
  await expect(page.locator('.field-error')).toHaveText('Das ist eines der häufigsten Passwörter; nimm ein anderes')
  await fill('ada@harbour.test', PASSWORD)
  await expect(page.locator('.field-error')).toHaveText('Zu dieser E-Mail-Adresse gibt es schon ein Konto; melde dich damit an')
  await page.getByRole('button', { name: de.account.signInInstead }).click()
  for (let attempt = 0; attempt < 2; attempt++) {
    await page.getByLabel(de.account.emailOrHandle).fill('ada@harbour.test')
    await page.getByLabel('Passwort', { exact: true }).fill('a short and noisy tide')
    await page.getByRole('button', { name: de.account.signIn, exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: de.account.wrongPassword })).toBeVisible()
  }

  await server.post('/api/channels', { kind: 'public', name: 'tides' }, ada.token)
  const adas = await visit(server, { ...german, as: ada, tolerate: REFUSAL })
  await adas.getByRole('button', { name: 'Kanal anlegen' }).click()
  await adas.getByRole('dialog').getByRole('textbox').first().fill('tides')
  await adas.getByRole('dialog').getByRole('button', { name: 'Kanal anlegen' }).click()
  await expect(adas.getByRole('dialog').getByRole('alert')).toHaveText('Es gibt schon einen öffentlichen Kanal #tides; wähle einen anderen Namen')
  await expect(adas.getByRole('dialog').getByRole('textbox').first()).toHaveValue('tides')
})

test('hours are counted as the country does, in the time zone of the person', async ({ visit }) => {
  for (const [options, clock] of [
    [{ locale: 'en-US', timezoneId: 'America/New_York' }, /^\d?\d:\d\d [AP]M$/],
    [{ locale: 'en-GB', timezoneId: 'Asia/Tokyo' }, /^\d\d:\d\d$/],
    [german, /^\d\d:\d\d$/],
  ] as const) {
    const page = await visit(server, { ...options, as: ada })
    await page.locator('.composer textarea').fill(`What time is it in ${options.timezoneId}?`)
    await page.locator('.composer textarea').press('Enter')
    const time = page.locator('article:not(.pending)').filter({ hasText: options.timezoneId }).locator('time')
    const at = Date.parse((await time.getAttribute('datetime')) ?? '')
    const shown = ((await time.textContent()) ?? '').replaceAll(/\s/g, ' ')
    expect(shown).toMatch(clock)
    const there = new Intl.DateTimeFormat(options.locale, { timeStyle: 'short', timeZone: options.timezoneId }).format(at)
    expect(shown).toBe(there.replaceAll(/\s/g, ' '))
  }
})

test('another language without a reload, and it stays over one', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  const field = page.getByRole('textbox', { name: 'Message #general' })
  await field.fill('Half a thought')
  await choose(page, 'Account and settings', 'Deutsch')
  await expect(page.getByRole('textbox', { name: 'Nachricht an #general' })).toHaveValue('Half a thought')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')

  // From the first paint on, nobody who reads German sees an English word.
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(globalThis, { seen })
    const note = () => document.body && seen.push(document.documentElement.lang, document.body.textContent)
    new MutationObserver(note).observe(document, { childList: true, characterData: true, subtree: true })
  })
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Nachricht an #general' })).toHaveValue('Half a thought')
  const seen = (await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).join('\n')
  expect(seen).toContain('Direktnachrichten')
  expect(seen).not.toMatch(/Direct messages|Browse channels|Sign in|^en$/m)

  await choose(page, 'Konto und Einstellungen', 'Sprache des Browsers')
  await expect(page.getByRole('textbox', { name: 'Message #general' })).toHaveValue('Half a thought')
})

test('every word comes from the catalogue: in the pseudo-language all stand in brackets', async ({ visit }) => {
  const out = await visit(server, { path: '/?locale=pseudo' })
  await expect(out.getByRole('heading')).toBeVisible()
  expect.soft(await outsideOfBrackets(out), 'signing in').toEqual([])
  await out.locator('.form-other .link').click()
  await out.locator('[type=submit]').click()
  await expect(out.locator('.field-error')).toHaveCount(3)
  expect.soft(await outsideOfBrackets(out), 'signing up').toEqual([])

  const page = await visit(server, { as: ada, path: '/?locale=pseudo' })
  await through(page, async (where) => expect.soft(await outsideOfBrackets(page), where).toEqual([]))
})

test('the first run, in the pseudo-language and on a phone: all in brackets, nothing cut off', async ({ visit }) => {
  const fresh = new Server()
  await fresh.start()
  try {
    const page = await visit(fresh, { path: '/?locale=pseudo', viewport: phone, tolerate: /./ })
    await expect(page.getByRole('heading')).toBeVisible()
    const look = async (where: string) => {
      expect.soft(await outsideOfBrackets(page), where).toEqual([])
      expect.soft(await clippedIn(page), `${where}: cut off`).toEqual([])
      expect.soft(await sidewaysOverflow(page), `${where}: sideways`).toBe(0)
    }
    await look('the first form')
    for (const [index, words] of ['Harbour Lane', 'Ada Dunne', 'ada@harbour.test', PASSWORD].entries()) await page.locator('input').nth(index).fill(words)
    await page.keyboard.press('Enter')
    await expect(page.locator('.qr')).toBeVisible()
    await look('the first steps')
  } finally {
    await fresh.remove()
  }
})

for (const [name, viewport] of [
  ['a wide screen', { width: 1440, height: 900 }],
  ['a phone', phone],
] as const) {
  test(`from right to left on ${name}: mirrored, nothing cut off, nothing sideways`, async ({ visit }) => {
    const page = await visit(server, { as: ada, path: '/?locale=pseudo-rtl', viewport })
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.locator('.me')).toBeVisible()
    const side = await page.locator('.side').boundingBox()
    expect((side?.x ?? 0) + (side?.width ?? 0)).toBe(viewport.width)
    const name = page.locator('.me-name b')
    expect(await name.evaluate((element) => [getComputedStyle(element).direction, getComputedStyle(element).textAlign])).toEqual(['ltr', 'right'])
    await through(page, async (where) => {
      expect.soft(await sidewaysOverflow(page), `${where}: sideways`).toBe(0)
      expect.soft(await clippedIn(page), `${where}: cut off`).toEqual([])
    })
  })
}

test('German, whole: nothing left in English, nothing cut off on a phone', async ({ visit }) => {
  const english = said(en)
  const alike = [...said(de)].filter(([key, words]) => words === english.get(key)).map(([key]) => key)
  expect(alike).toEqual([
    'general.name',
    'conversation.details',
    'conversation.presence.online',
    'shell.messageBy',
    'writing.emoji',
    'writing.actions.link',
    'writing.actions.code',
    'writing.picker.groups.0',
    'writing.picker.groups.2',
  ])
  const page = await visit(server, { ...german, as: ada, viewport: phone })
  await through(page, async (where) => {
    expect.soft(await sidewaysOverflow(page), `${where}: sideways`).toBe(0)
    expect.soft(await clippedIn(page), `${where}: cut off`).toEqual([])
  })
})

async function choose(page: Page, menu: string, language: string): Promise<void> {
  await page.getByRole('button', { name: menu }).click()
  await page.getByRole('menuitemradio', { name: language }).click()
}

/** Walks through the workspace without a word of any language, and looks at each place. */
async function through(page: Page, look: (where: string) => Promise<void>): Promise<void> {
  const narrow = (page.viewportSize()?.width ?? 0) < 721
  const side = page.locator('.side')
  await expect(side.locator('.me')).toBeVisible()
  await look('sidebar')
  await side.locator('.me .tool').click()
  await expect(side.locator('.menu[data-placed]')).toBeVisible()
  await look('own menu')
  await page.keyboard.press('Escape')
  for (const [button, what] of [
    ['.find', 'jump'],
    ['[data-section=channels] .sec .tool >> nth=0', 'a new section'],
    ['[data-section=channels] .sec .tool >> nth=1', 'create a channel'],
    ['[data-section=directs] .sec .tool', 'write to somebody'],
    ['.row.quiet >> nth=0', 'browse'],
  ] as const) {
    await side.locator(button).click()
    await inDialog(page, what, look)
  }

  for (const channel of ['general', 'harbour']) {
    await side.getByRole('link', { name: channel }).click()
    const field = page.locator('.composer textarea')
    await field.fill('Somebody’s own words')
    await field.press('Enter')
    await expect(page.locator('article').last()).toContainText('own words')
    await look(`#${channel}`)
    await page.locator('.head .tools > .tool').last().click()
    await expect(page.locator('.details')).toBeVisible()
    await look(`details of #${channel}`)
    await page.locator('.details .step').last().click()
    await expect(page.locator('dialog[open]')).toBeVisible()
    await look(`leaving #${channel}`)
    await page.locator('.dialog-foot .button').first().click()
    await page.locator('.details .head .tool').click()
    if (channel === 'general') await throughConversation(page, look)
    if (narrow) await page.locator('.head .back').click()
  }
  await throughSidebar(page, look)
  await throughPlaces(page, look)
}

/** What opens in a conversation: menus, writing, emoji, dates. */
async function throughConversation(page: Page, look: (where: string) => Promise<void>): Promise<void> {
  const own = page.locator('article').last()
  const field = page.locator('.composer textarea')
  await expect(own).not.toHaveClass(/pending/)
  await own.focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.menu[data-placed]')).toBeVisible()
  await look('menu of a message')
  await page.keyboard.press('Escape')
  await own.focus()
  await page.keyboard.press('e')
  await expect(page.locator('.editor textarea')).toBeFocused()
  await look('editing')
  await page.keyboard.press('Escape')
  await own.focus()
  await page.keyboard.press('Delete')
  await expect(page.locator('.above-composer')).toBeVisible()
  await look('deleting')
  await page.locator('.above-composer .link').first().click()
  await expect(page.locator('.above-composer')).toHaveCount(0)

  await page.locator('.bar .tool').first().click()
  await expect(page.locator('.format-bar .tool').first()).toBeVisible()
  for (const sign of ['@', '#', ':ta']) {
    await field.fill('')
    await field.pressSequentially(sign)
    await expect(page.locator('.completion')).toBeVisible()
    await look(`completion of ${sign}`)
    await page.keyboard.press('Escape')
  }
  await field.fill('a'.repeat(8_001))
  await look('too many characters')
  await field.fill('')
  await page.locator('.bar .tool').nth(2).click()
  await expect(page.locator('.picker-group').first()).toBeVisible()
  await look('emoji')
  await page.keyboard.type('no such emoji')
  await expect(page.locator('.picker-none')).toBeVisible()
  await look('no emoji')
  await page.keyboard.press('Escape')
  await page.locator('.bar .tool').first().click()
  await page.locator('.day-name').last().click()
  await inDialog(page, 'date', look)
}

/** The menu of a row, the dialogs of sections, the list of shortcuts. */
async function throughSidebar(page: Page, look: (where: string) => Promise<void>): Promise<void> {
  const openMenu = async () => {
    await page.locator('.side .row').first().focus()
    await page.keyboard.press('Shift+F10')
    await expect(page.locator('.menu[data-placed]')).toBeVisible()
  }
  await openMenu()
  await look('menu of a row')
  await page.locator('.menu[data-placed] .menu-item').nth(1).click()
  await inDialog(page, 'moving to a section', look)
  await openMenu()
  await page.locator('.menu[data-placed] .menu-item').last().click()
  await inDialog(page, 'leaving', look)
  await page.locator('.side .row').first().focus()
  await page.keyboard.type('?')
  await inDialog(page, 'shortcuts', look)
}

/** Places with an address of their own. */
async function throughPlaces(page: Page, look: (where: string) => Promise<void>): Promise<void> {
  const language = await page.evaluate(() => document.documentElement.dataset.language)
  const at = async (path: string, where: string) => {
    await page.goto(`${server.url}${path}${path.includes('?') ? '&' : '?'}locale=${language}`)
    await expect(page.locator('main:visible, .settings-list:visible').first()).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await look(where)
  }
  for (const name of ['', '/profile', '/appearance', '/language', '/keyboard', '/sessions', '/workspace', '/people'])
    await at(`/settings${name}`, `settings${name}`)
  await at('/settings/invites', 'invitations')
  await page.locator('main .button.primary').first().click()
  await expect(page.locator('.qr')).toBeVisible()
  await look('an invitation')
  await at('/search', 'search')
  await at('/search?q=words', 'results')
  await at('/search?q=nowhere', 'no results')
  await at('/c/gone~00000000', 'an address that leads nowhere')
}

async function inDialog(page: Page, what: string, look: (where: string) => Promise<void>): Promise<void> {
  await expect(page.locator('dialog[open]')).toBeVisible()
  await expect(page.locator('dialog[open] [aria-busy=true]')).toHaveCount(0)
  await look(what)
  await page.keyboard.press('Escape')
  await expect(page.locator('dialog[open]')).toHaveCount(0)
}
