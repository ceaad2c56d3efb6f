import type { Page } from '@playwright/test'
import { type Account, arrived, composer, conversationRow, expect, message, PASSWORD, say, seriousViolations, serverForThisFile, test } from './support.ts'

const server = serverForThisFile()
let ada: Account
let ben: Account

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  const fields = { name: 'Ben Okafor', handle: 'benny', email: 'ben@harbour.test', password: PASSWORD }
  ben = { ...fields, ...(await server.post<{ token: string }>('/api/register', fields)) }
  await server.post('/api/channels', { kind: 'public', name: 'harbour' }, ada.token)
})

async function send(page: Page, source: string): Promise<void> {
  await composer(page).fill(source)
  await composer(page).press('Enter')
}

const everything = `# Plan for *Thursday*
1. lock
4. **gate**
   - [x] keys
   - [ ] ~~boat~~
- rope
> said Ben
> at noon

| berth | ship |
|---:|:--|
| 4 | Ludvig |

\`\`\`ts
const high = '11:20' // tide
\`\`\``

test('a message is drawn as it was meant, without a serious accessibility violation, light and dark', async ({ visit }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await visit(server, { as: ada, colorScheme })
    await arrived(page)
    await composer(page).fill(`${everything}\n${colorScheme}`)
    await composer(page).press('Enter')
    const tile = message(page, colorScheme).last()
    await expect(tile.getByRole('heading', { name: 'Plan for Thursday' })).toBeVisible()
    await expect(tile.locator('ol > li').nth(1)).toHaveAttribute('value', '4')
    await expect(tile.locator('ul > li:not(.task)').first()).toHaveCSS('list-style-type', 'disc')
    await expect(tile.getByRole('checkbox', { name: 'Done', exact: true })).toBeChecked()
    await expect(tile.getByRole('checkbox', { name: 'Not done' })).toBeDisabled()
    await expect(tile.locator('blockquote')).toHaveText('said Ben\nat noon')
    await expect(tile.getByRole('cell', { name: 'Ludvig' })).toBeVisible()
    await expect(tile.locator('.hl-keyword')).toHaveText('const')
    expect(await seriousViolations(page)).toEqual([])
  }
})

test('code keeps its size when its colours arrive, and can be copied', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await arrived(page)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.context().route('**/_next/static/chunks/**', async (route) => {
    await held
    await route.continue()
  })
  await composer(page).fill('```python\ndef tide(): # high\n    return "11:20"\n```')
  await composer(page).press('Enter')
  const code = message(page, 'def tide').locator('pre')
  await expect(code).toBeVisible()
  const before = await code.boundingBox()
  await expect(code.locator('span')).toHaveCount(0)
  release()
  await expect(code.locator('.hl-comment')).toHaveText('# high')
  expect(await code.boundingBox()).toEqual(before)
  await message(page, 'def tide').getByRole('button', { name: 'Copy code' }).click()
  await expect(message(page, 'def tide').getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('def tide(): # high\n    return "11:20"')
})

test('a spoiler is hidden until it is asked for, by mouse or keyboard, and takes the same place', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await send(page, 'The cup goes to ||**Ben** of https://harbour.test/crew now|| this year')
  const tile = message(page, 'The cup goes to')
  const before = await tile.locator('.body').boundingBox()
  await expect(tile.getByText('Ben')).toBeHidden()
  await expect(tile.getByRole('link')).toHaveCount(0)
  await tile.getByRole('button', { name: 'Spoiler' }).press('Enter')
  await expect(tile.getByText('Ben')).toBeVisible()
  await expect(tile.getByRole('link')).toHaveAttribute('rel', 'noopener noreferrer nofollow')
  expect(await tile.locator('.body').boundingBox()).toEqual(before)
})

test('names that mean somebody or some place are marked, others are words', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await say(bens, 'Ben was here')
  await say(adas, '@benny and @nobody: see #harbour, not #nowhere')
  for (const page of [adas, bens]) await expect(message(page, 'see #harbour').locator('.at')).toHaveText(page === adas ? ['@benny', '#harbour'] : ['@benny'])
  await expect(message(bens, 'see #harbour').locator('.at.own')).toHaveCount(1)
  await expect(message(adas, 'see #harbour').locator('.at.own')).toHaveCount(0)
  await message(adas, 'see #harbour').getByRole('link', { name: '#harbour' }).click()
  await arrived(adas, '#harbour')
})

test('a result of a search says what a message says, without its signs', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await send(page, 'pilotage **at** `berth` ||secret||')
  await expect(message(page, 'pilotage at').and(page.locator(':not(.pending)'))).toBeVisible()
  await conversationRow(page, 'harbour').click()
  await page.goto(`${server.url}/search?q=pilotage`)
  await expect(page.getByRole('listitem').filter({ hasText: 'pilotage at berth ▒▒▒' })).toHaveCount(1)
})
