import type { CommandName } from '@parley/protocol'
import { commands } from '@parley/protocol/schemas'
import { afterAll, describe, expect, test } from 'vitest'
import { fresh } from '../harness.ts'
import { inputsOf, nowhere, SECRET, startMatrix } from './matrix.ts'

const { server, ada, cleo, eli, people, outsiders, privateHarbour } = await startMatrix()
afterAll(() => server[Symbol.asyncDispose]())
const inputs = inputsOf(people)
const names = Object.keys(commands) as CommandName[]
const placed = names.filter(
  (name) =>
    /channelId|messageId/.test(JSON.stringify(inputs[name]({ channelId: 'c', messageId: 'm', threadId: 't', replyId: 'r' })) + inputs[name].toString()) &&
    name !== 'channel.unfollow',
)

describe('[S51] over the socket', () => {
  test('a visitor gets nothing but unauthenticated', async () => {
    await using wire = await server.connect()
    const at = await privateHarbour()
    for (const name of names) expect(await wire.refusal(name, inputs[name](at)), name).toBe('unauthenticated')
  })

  test.each(outsiders)('%s: absent and forbidden answer alike', async (_who, person) => {
    expect(placed.length).toBeGreaterThan(15)
    await using wire = await person.connect()
    for (const name of placed) {
      const [here, there] = [await wire.ask(name, inputs[name](await privateHarbour()), 1_000), await wire.ask(name, inputs[name](nowhere()), 1_000)]
      expect(here, name).toEqual(there)
      expect(here, name).toMatchObject({ error: { code: 'not_found' } })
    }
    expect(wire.texts.join('\n')).not.toContain(SECRET)
  })

  test.each(['user.update', 'workspace.update', 'invite.create', 'invite.list', 'invite.revoke'] as const)(
    '[S87][S88] %s is for administrators',
    async (name) => {
      for (const person of [cleo, eli]) {
        await using wire = await person.connect()
        expect(await wire.refusal(name, name === 'user.update' ? { userId: person.id, role: 'owner' } : inputs[name](nowhere()))).toBe('forbidden')
      }
    },
  )
})

describe('a guest', () => {
  test('reads no public channel they were not added to, in any way', async () => {
    const {
      channel: { id: channelId, name },
    } = await ada.say('channel.create', { kind: 'public', name: fresh('plaza') })
    const { id: messageId } = await ada.say('message.send', { channelId, content: 'full accounts only' })
    await using wire = await eli.connect()
    for (const command of placed.filter((each) => each !== 'member.add'))
      expect(await wire.refusal(command, inputs[command]({ channelId, messageId, threadId: crypto.randomUUID(), replyId: crypto.randomUUID() })), command).toBe(
        'not_found',
      )
    expect((await eli.rest('GET', `/api/messages?channel=${name}`)).status).toBe(404)
    expect((await eli.say('search', { q: 'accounts' })).messages).toEqual([])
    expect((await eli.say('channel.browse', {})).channels.map((channel) => channel.id)).not.toContain(channelId)
    expect(await wire.refusal('channel.create', { kind: 'public', name: 'guests' })).toBe('forbidden')
    await ada.say('member.add', { channelId, userIds: [eli.id] })
    expect((await eli.say('message.page', { channelId })).messages).toHaveLength(1)
    expect(await wire.refusal('member.add', { channelId, userIds: [cleo.id] })).toBe('forbidden')
  })
})
