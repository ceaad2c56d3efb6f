// What is seen by who is in: conversations, dialogs, search, settings, and what goes wrong.
import { talk } from './talk.mjs'

const field = (page, name) => page.getByLabel(`Message ${name}`, { exact: true })
const article = (page, words) => page.locator('.msg').filter({ hasText: words }).last()
const onPhone = ({ width }) => width < 500
const MINE = 'I will read it on the ferry.'

/** `places` gives the path of each conversation by its name; `ada` looks, `mira` types. */
export function workspace({ ada, mira, places }) {
  const at = (name) => places.get(name).path
  const unread = () => ada.post(`/api/channels/${places.get('launch').id}/unread`, { seq: places.get('launch').lastSeq - 1 })
  /** What one scene began to write is no draft of the next. */
  const tidy = async () => {
    const { rows } = await ada.get('/api/later/draft')
    for (const { id } of rows) if (id !== places.get('reading-club').id) await ada.put(`/api/channels/${id}/draft`, { content: '' })
  }
  const here = (name, path, act, { prepare, ...more } = {}) => ({ name, path, act, token: ada.token, prepare: () => tidy().then(prepare), ...more })
  return [
    here('sidebar', '/', (page) => page.locator('.row').first().waitFor(), { only: [390] }),
    here('channel', at('launch'), talked, { prepare: unread }),
    here('code', at('engine-room')),
    here('direct', at('mira')),
    here('empty', at('quiet-water')),
    here('details', at('launch'), (page) => page.getByRole('button', { name: 'Details', exact: true }).click()),
    here('details-direct', at('mira'), (page) => page.getByRole('button', { name: 'Details', exact: true }).click()),
    ...dialogs(here, at),
    ...searches(here),
    ...settings(here),
    ...writing(here, at),
    ...messages(here, at),
    ...talk(here, at, ada),
    here('german', at('launch'), null, { locale: 'de-DE', prepare: unread }),
    here('right-to-left', `${at('launch')}?locale=pseudo-rtl`, null, { prepare: unread }),
    here('contrast', at('launch'), null, { contrast: 'more', prepare: unread }),
  ]

  async function talked(page, size) {
    if (!onPhone(size)) await article(page, 'Agreed with Mira').hover()
    await mira.post(`/api/channels/${places.get('launch').id}/typing`, {})
    await page.getByText('is typing').waitFor()
  }
}

function dialogs(here, at) {
  return [
    here('switcher', at('design'), (page) => page.keyboard.press('Control+k')),
    here('switcher-found', at('design'), (page) => jump(page, 'mir')),
    here('switcher-nothing', at('design'), (page) => jump(page, 'zzz')),
    here('shortcuts', at('design'), async (page) => {
      await page.locator('.msg').last().focus()
      await page.keyboard.press('?')
      await page.locator('.shortcut-group').first().waitFor()
    }),
    here('create-channel', at('design'), async (page) => {
      await page.keyboard.press('Control+Shift+L')
      await page.getByRole('dialog').getByLabel('Name').fill('night-shift')
    }),
    here('new-direct', at('design'), async (page) => {
      await page.keyboard.press('Control+Shift+K')
      await page.getByRole('dialog').getByRole('searchbox').waitFor()
    }),
    here('browse', at('design'), async (page, size) => {
      if (onPhone(size)) await page.getByRole('link', { name: 'Back' }).click()
      await page.getByRole('button', { name: 'Browse channels' }).click()
      await page.getByRole('dialog').getByText('launch').waitFor()
    }),
    here('jump-to-date', at('design'), async (page) => {
      await page.locator('.day-name').last().click()
      await page.getByRole('dialog', { name: 'Jump to date' }).waitFor()
    }),
    here(
      'row-menu',
      at('design'),
      async (page, size) => {
        if (onPhone(size)) await page.getByRole('link', { name: 'Back' }).click()
        await page.locator('.row').filter({ hasText: 'support' }).click({ button: 'right' })
        await page.getByRole('menu').waitFor()
      },
      { placed: true },
    ),
    here(
      'own-menu',
      at('design'),
      async (page, size) => {
        if (onPhone(size)) await page.getByRole('link', { name: 'Back' }).click()
        await page.getByRole('button', { name: 'Account and settings' }).click()
        await page.getByRole('menuitem', { name: 'Settings' }).waitFor()
      },
      { placed: true },
    ),
  ]
}

async function jump(page, words) {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(words)
  await page.waitForTimeout(500)
}

function searches(here) {
  return [
    here('search', '/search?q=whiteboard', (page) => page.locator('mark').first().waitFor()),
    here('search-begin', '/search', (page) => page.locator('.search-note').waitFor()),
    here('search-nothing', '/search?q=zeppelin', (page) => page.getByText('Nothing was said').waitFor()),
  ]
}

function settings(here) {
  const pages = ['profile', 'appearance', 'language', 'keyboard', 'sessions', 'workspace', 'people']
  const shown = (page) => page.locator('.settings-sheet h1').waitFor()
  return [
    ...pages.map((name) => here(`settings-${name}`, `/settings/${name}`, shown)),
    here('settings-list', '/settings', (page) => page.locator('.settings-list').waitFor(), { only: [390] }),
    here('settings-invites', '/settings/invites', async (page) => {
      await page.getByRole('button', { name: 'Make an invite link' }).click()
      await page.locator('.qr').waitFor()
    }),
  ]
}

function writing(here, at) {
  const type = (words) => async (page) => {
    await field(page, '#design').click()
    await page.keyboard.type(words)
    await page.getByRole('listbox').waitFor()
  }
  return [
    here('completion-people', at('design'), type('Could @'), { placed: true }),
    here('completion-emoji', at('design'), type('Well done :ta'), { placed: true }),
    here(
      'emoji-picker',
      at('design'),
      async (page) => {
        await page.getByRole('button', { name: 'Emoji' }).click()
        await page.locator('.picker-row button').first().waitFor()
      },
      { placed: true },
    ),
    here('formatting', at('design'), async (page) => {
      await page.getByRole('button', { name: 'Show formatting' }).click()
      await field(page, '#design').fill('Two things before noon:\n- the **tide table**\n- `berth 4` is closed')
    }),
  ]
}

function messages(here, at) {
  return [
    here('edit', at('quiet-harbour'), async (page) => {
      await field(page, '#quiet-harbour').click()
      await page.keyboard.press('ArrowUp')
      await page.getByRole('textbox', { name: 'Edit message' }).waitFor()
    }),
    here(
      'message-menu',
      at('quiet-harbour'),
      async (page) => {
        await article(page, MINE).focus()
        await page.keyboard.press('Enter')
        await page.getByRole('menu').waitFor()
      },
      { placed: true },
    ),
    here('failed', at('quiet-harbour'), fail, { before: refuseMessages }),
    here('offline', at('quiet-harbour'), (page) => page.getByText('Offline').waitFor(), { before: loseTheSocket }),
    here('history-rail', at('engine-room'), drag, { only: [1440, 1024], placed: true }),
    here('unknown-channel', '/c/gone~0123456789abcdef', null),
  ]
}

async function fail(page) {
  await field(page, '#quiet-harbour').fill('This one is refused.')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.locator('.not-sent').waitFor()
}

/** The real server, but for one answer. */
function refuseMessages(page) {
  return page.routeWebSocket(/.*/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((text) => {
      const { id, type } = JSON.parse(text)
      if (type !== 'message.send') return server.send(text)
      socket.send(JSON.stringify({ re: id, error: { code: 'forbidden', message: 'You may not write in #quiet-harbour', retry: 'never' } }))
    })
  })
}

/** The page is there; the connection closes as soon as it is made. */
function loseTheSocket(page) {
  return page.routeWebSocket(/.*/, (socket) => socket.close())
}

async function drag(page) {
  const box = await page.getByRole('slider', { name: 'Place in the history' }).boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 4)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.4, { steps: 5 })
  await page.locator('.rail-date small').waitFor()
}
