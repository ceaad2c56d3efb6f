// What is seen before anybody is in: signing in and up, an invitation, the first run, and a server that is away.
import { sizes } from './studio.mjs'

export function doors(invitePath) {
  return [
    { name: 'sign-in', path: '/login', act: (page) => page.getByLabel('E-mail or handle').fill('ada@harbour.test') },
    { name: 'sign-in-refused', path: '/login', act: refused },
    { name: 'sign-up', path: '/register', ready: (page) => page.getByLabel('Name', { exact: true }).waitFor() },
    { name: 'invitation', path: invitePath, ready: (page) => page.getByLabel('Name', { exact: true }).waitFor() },
    { name: 'invitation-unknown', path: '/invite/not-a-real-one', ready: (page) => page.locator('.account-sheet, .standstill').waitFor() },
    { name: 'unreached', worker: true, act: unreached },
  ]
}

async function refused(page) {
  await page.getByLabel('E-mail or handle').fill('ada@harbour.test')
  await page.getByLabel('Password', { exact: true }).fill('not this one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('form').getByRole('alert').waitFor()
}

async function unreached(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  await page.context().setOffline(true)
  await page.reload()
  await page.locator('.standstill').waitFor()
}

/** An empty server can be named only once, so one page goes through the steps and is seen in every size. */
export async function firstRun(studio, url) {
  const page = await studio.open(url, sizes[0], { path: '/' })
  await page.getByLabel('Workspace name').fill('Harbour Works')
  await page.getByLabel('Name', { exact: true }).fill('Ada Dunne')
  await everySize(studio, 'first-run', page)
  await page.getByLabel('E-mail').fill('ada@harbour.test')
  await page.getByLabel('Password').fill('a long and quiet tide')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.getByRole('heading', { name: 'Bring people in' }).waitFor()
  await page.locator('.qr').waitFor()
  await everySize(studio, 'first-invite', page)
  await page.getByRole('button', { name: 'Say hello' }).click()
  await page.getByLabel('Message #general').waitFor()
  await everySize(studio, 'first-hello', page)
  await page.context().close()
}

async function everySize(studio, name, page) {
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.waitForTimeout(300)
    await studio.shoot(name, page)
  }
}
