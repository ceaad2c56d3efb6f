import type { Head } from '@parley/protocol'
import { arrived, conversationRow, expect, serverForThisFile, test } from './support.ts'

const server = serverForThisFile()

test('home is the default channel, also when it was renamed and another took its name', async ({ visit }) => {
  const ada = await server.register('Ada Dunne')
  const { channels } = await server.get<{ channels: Head[] }>('/api/channels', ada.token)
  const { id } = channels[0]?.channel ?? { id: '' }
  await server.post('/api/message', { content: 'Low water at six' }, ada.token)
  const page = await visit(server, { as: ada })
  await arrived(page)
  await page.request.patch(`${server.url}/api/channels/${id}`, { data: { name: 'town-square' }, headers: { authorization: `Bearer ${ada.token}` } })
  await server.post('/api/channels', { kind: 'public', name: 'general' }, ada.token)
  await expect(conversationRow(page, 'town-square')).toBeVisible()

  const fresh = await visit(server, { as: ada })
  await arrived(fresh, '#town-square')
  await expect(fresh.getByText('Low water at six').first()).toBeVisible()
  expect(new URL(fresh.url()).pathname).toMatch(/^\/c\/town-square~/)
})
