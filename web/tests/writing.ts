import type { Locator, Page } from '@playwright/test'
import { type Account, PASSWORD, type Server } from './support.ts'

/** Ada, who writes, Ben, who is in #harbour with her, and Zoë, who is not. */
export async function writersOf(server: Server): Promise<Account> {
  const ada = await server.register('Ada Dunne')
  const ben = await server.register('Ben Okafor')
  await server.post('/api/register', { name: 'Zoë Bengtsson', email: 'zoe@harbour.test', password: PASSWORD })
  const { channel } = await server.post<{ channel: { id: string } }>('/api/channels', { kind: 'public', name: 'harbour' }, ada.token)
  await server.post(`/api/channels/${channel.id}/join`, {}, ben.token)
  return ada
}

export const field = (page: Page, name = '#general'): Locator => page.getByLabel(`Message ${name}`, { exact: true })
export const list = (page: Page): Locator => page.getByRole('listbox')
export const active = (page: Page): Locator => list(page).getByRole('option', { selected: true })

/** Types into an empty field with real keys. */
export async function write(page: Page, words: string, name?: string): Promise<void> {
  await field(page, name).fill('')
  await field(page, name).pressSequentially(words)
}
