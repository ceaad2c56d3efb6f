import { afterAll, expect, test } from 'vitest'
import { fresh, startWorkspace } from '../harness.ts'

const { server, ada, ben } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())

const vault = async () => (await ada.say('channel.create', { kind: 'private', name: fresh('vault') })).channel.id

test('[C21] [I4] the server copies the words as they are, once for an id, whatever becomes of them since', async () => {
  const { id: messageId } = await ada.say('message.send', { channelId: await vault(), content: 'high water at eight' })
  const forward = { messageId, channelId: server.generalId, id: crypto.randomUUID() }
  const first = await ada.say('message.forward', forward)
  expect(first).toMatchObject({ id: forward.id, authorId: ada.id, content: 'high water at eight', refId: messageId, channelId: server.generalId })
  await ada.say('message.edit', { messageId, content: 'high water at nine' })
  expect(await ada.say('message.forward', forward)).toEqual(first)
  await ada.say('message.delete', { messageId })
  expect(await ada.say('message.forward', forward)).toEqual(first)
  await expect(ada.say('message.forward', { ...forward, id: crypto.randomUUID() })).rejects.toThrow('conflict')
})

test('[C21] [I6] what one may not read cannot be forwarded, and who reads the copy is told nothing of where it stood', async () => {
  const { id: messageId } = await ada.say('message.send', { channelId: await vault(), content: 'the chest' })
  await expect(ben.say('message.forward', { messageId, channelId: server.generalId })).rejects.toThrow('not_found')
  const { refId, content } = await ada.say('message.forward', { messageId, channelId: server.generalId })
  expect([refId, content]).toEqual([messageId, 'the chest'])
  await expect(ben.say('message.get', { messageId })).rejects.toThrow('not_found')
})

test('[C21] [C12] what was deleted is not forwarded: no copy of the words stands behind their deletion', async () => {
  const channelId = await vault()
  await ada.say('member.add', { channelId, userIds: [ben.id] })
  let [copied, refused] = [0, 0]
  for (let at = 0; at < 16; at++) {
    const { id: messageId } = await ada.say('message.send', { channelId, content: `berth ${at}` })
    const forward = ben.say('message.forward', { messageId, channelId })
    await new Promise((resolve) => setTimeout(resolve, at % 4))
    const [copy, gone] = await Promise.all([forward.catch((failure: Error) => failure.message), ada.say('message.delete', { messageId })])
    if (typeof copy === 'string') expect(copy, `try ${at}`).toContain('conflict')
    else expect(copy.rev, `try ${at}`).toBeLessThan(gone.rev)
    if (typeof copy === 'string') refused++
    else copied++
  }
  console.log(`forward: ${copied} copied before the deletion, ${refused} refused after it`)
})
