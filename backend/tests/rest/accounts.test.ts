import type { Invite, Session, User } from '@parley/protocol'
import { afterAll, describe, expect, test } from 'vitest'
import { PASSWORD, startServer, startWorkspace } from '../harness.ts'

const { server, ada, ben, cleo } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())
const register = (fields: object) =>
  server.ask('POST', '/api/register', { body: { name: 'Zoe', email: `${crypto.randomUUID()}@example.org`, password: PASSWORD, ...fields } })

describe('registering', () => {
  test('a handle is made from the name, and made unique', async () => {
    const handleOf = async (name: string) => ((await register({ name })).body as { user: User }).user.handle
    expect(await handleOf('Émile Ørsted')).toBe('emile.orsted')
    expect(await handleOf('Emile Orsted')).toBe('emile.orsted.2')
    expect(await handleOf('李小龍')).toBe('member')
  })

  test('an address and a handle are taken once, look-alikes too', async () => {
    expect((await register({ email: 'ADA@example.org' })).problem.code).toBe('conflict')
    expect((await register({ handle: 'ben' })).problem.code).toBe('conflict')
    expect((await register({ handle: 'b.e-n' })).problem.code).toBe('conflict')
    expect((await register({ handle: 'c1eo' })).problem.code).toBe('conflict')
  })

  test.each([{ email: 'no address' }, { name: '' }, { name: 'a\u202eb' }, { handle: 'öl' }, { password: 7 }, { name: 'x'.repeat(81) }])(
    '%j is invalid',
    async (fields) => {
      expect((await register(fields)).problem).toMatchObject({ code: 'invalid', issues: [expect.objectContaining({ path: Object.keys(fields)[0] })] })
    },
  )

  test("one's own name and handle can change", async () => {
    const zoe = await server.register('Zoe')
    expect((await zoe.rest('PATCH', '/api/user', { name: 'Zoë', handle: '@Zoe.B' })).body).toMatchObject({ name: 'Zoë', handle: 'zoe.b' })
    expect((await zoe.rest('PATCH', '/api/user', { handle: 'ada' })).problem.code).toBe('conflict')
    expect((await zoe.rest('GET', '/api/user')).body).toMatchObject({ user: { name: 'Zoë', email: 'zoe@example.org' } })
  })
})

describe('invites and who may register', () => {
  test('by invite: as often as it says, until it is taken back; closed: nobody', async () => {
    await ada.rest('PATCH', '/api/workspace', { registration: 'invite' })
    expect((await register({})).problem.code).toBe('forbidden')
    const invite = (await ada.rest('POST', '/api/invites', { maxUses: 1, days: 1 })).body as Invite
    expect((await register({ invite: 'guessed' })).problem.code).toBe('forbidden')
    expect((await register({ invite: invite.code })).status).toBe(201)
    expect((await register({ invite: invite.code })).problem.code).toBe('forbidden')
    const other = (await ada.rest('POST', '/api/invites', {})).body as Invite
    expect((await ada.rest('DELETE', `/api/invites/${other.id}`)).status).toBe(200)
    expect((await register({ invite: other.code })).problem.code).toBe('forbidden')

    const { invites } = (await ada.rest('GET', '/api/invites')).body as { invites: Invite[] }
    expect(invites.map(({ id, uses, revoked, code }) => ({ id, uses, revoked, code }))).toEqual([
      { id: other.id, uses: 0, revoked: true, code: undefined },
      { id: invite.id, uses: 1, revoked: false, code: undefined },
    ])
    await ada.rest('PATCH', '/api/workspace', { registration: 'closed' })
    expect((await register({ invite: ((await ada.rest('POST', '/api/invites', {})).body as Invite).code })).problem.code).toBe('forbidden')
    await ada.rest('PATCH', '/api/workspace', { registration: 'open' })
    expect((await register({})).status).toBe(201)
  })

  test('a link says at its page whether it lets anybody in, and nothing of it else; it uses nothing up', async () => {
    const asked = async (code: string): Promise<unknown> => (await server.ask('GET', `/api/boot?path=${encodeURIComponent(`/invite/${code}`)}`)).body
    for (const registration of ['invite', 'open']) {
      await ada.rest('PATCH', '/api/workspace', { registration })
      const invite = (await ada.rest('POST', '/api/invites', { maxUses: 1 })).body as Invite
      for (let look = 0; look < 3; look++) expect(await asked(invite.code ?? '')).toMatchObject({ signedIn: false, invite: 'valid' })
      await ada.rest('DELETE', `/api/invites/${invite.id}`)
      for (const code of [invite.code ?? '', 'guessed', `${invite.code}x`, '%', "' or 1=1"]) expect(await asked(code)).not.toMatchObject({ invite: 'valid' })
      expect(await asked(invite.code ?? '')).toMatchObject({ invite: 'void' })
      expect((await server.ask('GET', '/api/boot?path=/')).body).not.toHaveProperty('invite')
      expect((await ada.rest('GET', '/api/boot?path=/invite/guessed')).body).not.toHaveProperty('invite')
    }
    const invite = (await ada.rest('POST', '/api/invites', {})).body as Invite
    await ada.rest('PATCH', '/api/workspace', { registration: 'closed' })
    expect(await asked(invite.code ?? '')).toMatchObject({ invite: 'void' })
    await ada.rest('PATCH', '/api/workspace', { registration: 'open' })
  })

  test('a refused registration uses no invite up', async () => {
    await ada.rest('PATCH', '/api/workspace', { registration: 'invite' })
    const invite = (await ada.rest('POST', '/api/invites', { maxUses: 1 })).body as Invite
    expect((await register({ invite: invite.code, handle: 'ben' })).problem.code).toBe('conflict')
    expect((await register({ invite: invite.code })).status).toBe(201)
    await ada.rest('PATCH', '/api/workspace', { registration: 'open' })
  })

  test('REGISTRATION of the environment wins over the workspace', async () => {
    await using closed = await startServer({ REGISTRATION: 'closed' })
    await closed.register('Ada')
    await expect(closed.register('Ben')).rejects.toThrow('takes no new accounts')
    expect((await closed.ask('GET', '/api/boot')).body).toMatchObject({ workspace: { registration: 'closed' }, firstRun: null, signedIn: false })
  })
})

describe('sessions', () => {
  test('each sign-in is one, named by its device; one can be ended, or all others', async () => {
    const phone = await server.login(cleo)
    const laptop = await server.login(cleo)
    const list = async () => ((await cleo.rest('GET', '/api/sessions')).body as { sessions: Session[] }).sessions
    const sessions = await list()
    expect(sessions).toHaveLength(3)
    expect(sessions.filter(({ current }) => current)).toHaveLength(1)
    expect(sessions[0]).toMatchObject({ device: 'node', address: '127.0.0.1' })
    const phoneSession = ((await phone.rest('GET', '/api/sessions')).body as { sessions: Session[] }).sessions.find(({ current }) => current)
    await cleo.rest('DELETE', `/api/sessions/${phoneSession?.id}`)
    expect((await phone.rest('GET', '/api/user')).status).toBe(401)
    expect((await cleo.rest('POST', '/api/sessions/revoke-others')).body).toEqual({ revoked: 1 })
    expect((await laptop.rest('GET', '/api/user')).status).toBe(401)
    expect(await list()).toHaveLength(1)
  })

  test('nobody ends a session of somebody else', async () => {
    const { sessions } = (await ben.rest('GET', '/api/sessions')).body as { sessions: Session[] }
    await cleo.rest('DELETE', `/api/sessions/${sessions[0]?.id}`)
    expect((await ben.rest('GET', '/api/user')).status).toBe(200)
  })
})

describe('roles', () => {
  test('administrators change roles; only an owner makes or unmakes owners; the last one stays', async () => {
    const update = (by: typeof ada, whom: typeof ada, change: object) => by.rest('PATCH', `/api/users/${whom.id}`, change)
    expect((await update(ada, ben, { role: 'admin' })).body).toMatchObject({ role: 'admin' })
    expect((await update(ben, cleo, { role: 'guest' })).body).toMatchObject({ role: 'guest' })
    expect((await update(ben, cleo, { role: 'owner' })).problem.code).toBe('forbidden')
    expect((await update(ben, ada, { role: 'member' })).problem.code).toBe('forbidden')
    expect((await update(ada, ada, { role: 'member' })).problem.code).toBe('forbidden')
    expect((await update(ada, ada, { deactivated: true })).problem.code).toBe('forbidden')
    expect((await update(ada, { id: crypto.randomUUID() } as typeof ada, { role: 'member' })).status).toBe(404)
    await update(ada, ben, { role: 'member' })
    await update(ada, cleo, { role: 'member' })
  })

  test('people are listed by handle, found by name, and looked up by id', async () => {
    const { users } = (await cleo.rest('GET', '/api/users?q=BEN')).body as { users: User[] }
    expect(users.map(({ handle }) => handle)).toEqual(['ben'])
    expect((await cleo.rest('GET', '/api/users?q=%25')).body).toEqual({ users: [], cursor: null })
    expect((await cleo.rest('POST', '/api/users/lookup', { userIds: [ada.id, crypto.randomUUID()] })).body).toMatchObject({ users: [{ id: ada.id }] })
  })
})
