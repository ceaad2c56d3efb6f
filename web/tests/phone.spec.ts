import { type Account, arrived, conversationRow, expect, serverForThisFile, sidebar, test } from './support.ts'

const server = serverForThisFile()
const PHONE = { width: 390, height: 844 }
let ada: Account

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
})

test('on a phone the list has the whole width, and so has the conversation and its details', async ({ visit }) => {
  const page = await visit(server, { as: ada, viewport: PHONE, isMobile: true, hasTouch: true })
  const widthOf = async (selector: string) => (await page.locator(selector).boundingBox())?.width
  await expect(sidebar(page)).toBeVisible()
  expect(await widthOf('.side')).toBe(PHONE.width)
  await conversationRow(page, 'general').tap()
  await arrived(page)
  expect(await widthOf('.main')).toBe(PHONE.width)
  await page.getByRole('button', { name: 'Details', exact: true }).tap()
  await expect(page.locator('.details')).toBeVisible()
  expect(await widthOf('.details')).toBe(PHONE.width)
})

test('between phone and desk the sidebar takes a third, and the details lie over the conversation', async ({ visit }) => {
  const page = await visit(server, { as: ada, viewport: { width: 760, height: 800 } })
  await arrived(page)
  const before = await page.locator('.main').boundingBox()
  expect(before?.x).toBeCloseTo(760 * 0.34, 0)
  await page.getByRole('button', { name: 'Details', exact: true }).click()
  await expect(page.locator('.details')).toBeVisible()
  expect(await page.locator('.main').boundingBox()).toEqual(before)
})
