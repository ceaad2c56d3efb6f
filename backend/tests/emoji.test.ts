import { createRequire } from 'node:module'
import { Client } from '@parley/client'
import { Emojis } from '@parley/client/emoji'
import { type CustomEmoji, LIMITS } from '@parley/protocol'
import { emojiNameSchema } from '@parley/protocol/schemas'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { shortNames } from '../models/short-names.ts'
import { startWorkspace } from './harness.ts'
import { gifOf, PIXEL } from './pictures.ts'

const { server, ada, ben } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())

const add = async (fields: object) => ben.rest('POST', '/api/emoji', { name: 'gull', picture: PIXEL, ...fields })

describe('emoji of the workspace', () => {
  test('[W122] the picture is served as what it is, for ever, to who knows what it is called, and no longer once it is removed', async () => {
    const { status, body } = await add({})
    expect(status).toBe(201)
    const { id, file } = body as CustomEmoji
    const served = await fetch(`${server.url}/api/emoji-pictures/${file}`)
    expect(Buffer.from(await served.arrayBuffer()).toString('base64')).toBe(PIXEL)
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'attachment',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringContaining('immutable'),
    })
    expect((await ben.rest('DELETE', `/api/emoji/${id}`)).body).toMatchObject({ removed: true, file: '' })
    expect((await fetch(`${server.url}/api/emoji-pictures/${file}`)).status).toBe(404)
  })

  test.each([
    ['a name of every keyboard', { name: 'tada' }, 409],
    ['such a name among the further ones', { aliases: ['heart'] }, 409],
    ['a name that is a time', { name: '30' }, 422],
    ['a name with a space', { name: 'two gulls' }, 422],
    ['words', { picture: Buffer.from('<html><script>alert(1)</script>').toString('base64') }, 422],
    ['a drawing with scripts', { picture: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>').toString('base64') }, 422],
    ['what is cut off', { picture: Buffer.from(PIXEL, 'base64').subarray(0, 12).toString('base64') }, 422],
    ['no size', { picture: gifOf(0, 0) }, 422],
    ['60,000 pixels in a few bytes', { picture: gifOf(60_000, 60_000) }, 413],
    ['too many bytes', { picture: Buffer.concat([Buffer.from(PIXEL, 'base64'), Buffer.alloc(LIMITS.emojiBytes)]).toString('base64') }, 422],
    ['no base64', { picture: '<>' }, 422],
  ])('[W120] [W122] %s is refused', async (_what, fields, status) => {
    expect((await add({ name: 'heron', ...fields })).status).toBe(status)
    expect((await ben.say('emoji.list', {})).emoji.map(({ name }) => name)).not.toContain('heron')
  })

  test('[I3] a client that looked knows each by all its names, and forgets it with them', async () => {
    const client = new Client({ url: server.url, token: ada.token })
    const emojis = new Emojis(client)
    client.start()
    await emojis.load()
    emojis.subscribe(() => {})
    const { id } = await ben.say('emoji.add', { name: ':Tern:', aliases: ['sea-swallow'], picture: PIXEL })
    await vi.waitFor(() => expect(emojis.named('SEA-swallow')).toMatchObject({ id, name: 'tern' }))
    await ben.say('emoji.change', { emojiId: id, aliases: [] })
    await vi.waitFor(() => expect([emojis.named('sea-swallow'), emojis.named('tern')?.id]).toEqual([undefined, id]))
    await ben.say('emoji.remove', { emojiId: id })
    await vi.waitFor(() => expect([emojis.named('tern'), emojis.get()]).toEqual([undefined, []]))
    client.stop()
  })

  test('[W120] every short name that the web client completes is known here', () => {
    const known = createRequire(new URL('../../web/package.json', import.meta.url))
    const all: { hexcode: string; group?: number }[] = known('emojibase-data/en/compact.json')
    const shown = all.filter(({ group }) => group !== undefined && group !== 2)
    const lists: Record<string, string | string[]>[] = ['github', 'emojibase'].map((name) => known(`emojibase-data/en/shortcodes/${name}.json`))
    const names = shown.flatMap(({ hexcode }) => lists.flatMap((list) => list[hexcode] ?? []))
    expect(names.length).toBeGreaterThan(2_500)
    const addable = names.filter((name) => emojiNameSchema.safeParse(name).data === name)
    expect(addable.filter((name) => !shortNames().has(name))).toEqual([])
  })
})
