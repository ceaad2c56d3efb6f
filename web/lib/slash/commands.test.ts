import { expect, test } from 'vitest'
import { times } from '../../locales/en/general.ts'
import { later as english } from '../../locales/en/later.ts'
import { isCommandLine, queryAt } from '../composer/completion.ts'
import { formatsOf } from '../time.ts'
import { type SlashGround, slashCommands, slashIn } from './commands.ts'

test('a word behind a slash at the very beginning is a command; a path, a date and a doubled slash are text', () => {
  expect(['/me waves', '/help', '/TOPIC tides', '/nonsense'].map(isCommandLine)).toEqual([true, true, true, true])
  expect(['/etc/hosts is wrong', '//me', ' /me', '1/2', '/', '/9', 'see /help'].map(isCommandLine)).toEqual(Array(7).fill(false))
  expect(queryAt('/rem', 4)).toEqual({ sign: '/', words: 'rem', from: 0, to: 4 })
  expect(queryAt('ask /rem', 8)).toBe(null)
})

test('what a command line asks', () => {
  expect(slashIn('/ME  waves at\nall ')).toMatchObject({ name: 'ME', command: { name: 'me' }, rest: 'waves at\nall' })
  expect(slashIn('/dance now')).toMatchObject({ name: 'dance', command: undefined, rest: 'now' })
})

function ground() {
  const asked: [string, unknown][] = []
  const sent: string[] = []
  const answers: Record<string, unknown> = { 'user.list': { users: [{ id: 'ben-id', handle: 'ben', deactivated: false }] } }
  const client = {
    call: async (name: string, input: unknown) => {
      asked.push([name, input])
      return answers[name] ?? {}
    },
  }
  const nothing = () => {}
  const page = {
    goToChannel: nothing,
    navigate: nothing,
    open: nothing,
    ask: (dialog: string, words: string) => sent.push(`${dialog}: ${words}`),
    help: nothing,
  }
  const formats = formatsOf('en', times)
  const on = { client, me: { id: 'ada' }, channelId: 'harbour', words: english, formats, send: (words: string) => sent.push(words), ...page }
  return { asked, sent, on: on as unknown as SlashGround }
}
const run = (name: string, on: SlashGround, rest: string) => slashCommands.find((one) => one.name === name)?.run(on, rest)

test('each is said in the help, and does what it says', async () => {
  const { asked, sent, on } = ground()
  expect(slashCommands.map(({ name }) => name).sort()).toEqual(Object.keys(english.slash).sort())
  await run('me', on, 'waves')
  await run('shrug', on, 'well')
  expect(sent).toEqual(['_waves_', 'well ¯\\\\\\_(ツ)\\_/¯'])
  await run('invite', on, '@ben')
  await run('mute', on, '')
  await run('status', on, '🌴 on holiday')
  await run('remind', on, '20m call the pilot')
  expect(asked.map(([name]) => name)).toEqual(['user.list', 'member.add', 'membership.update', 'profile.update', 'reminder.create'])
  expect(asked[1]?.[1]).toEqual({ channelId: 'harbour', userIds: ['ben-id'] })
  expect(asked[3]?.[1]).toEqual({ status: { emoji: '🌴', text: 'on holiday', until: null } })
  expect(asked[4]?.[1]).toMatchObject({ content: 'call the pilot' })
})

test('what is missing or unclear is said, and nothing is asked of the server', async () => {
  const { asked, sent, on } = ground()
  for (const [name, rest] of [
    ['me', ''],
    ['remind', 'call the pilot'],
    ['remind', '20m'],
    ['schedule', ''],
  ] as const)
    await expect(run(name, on, rest), name).rejects.toMatchObject({ code: 'invalid' })
  await expect(run('invite', on, '@nobody')).rejects.toMatchObject({ message: 'Nobody here is called @nobody' })
  expect([sent, asked.map(([name]) => name)]).toEqual([[], ['user.list']])
})

test('a poll is asked at once where everything is said in quotation marks, and else by its dialog', async () => {
  const { asked, sent, on } = ground()
  await run('poll', on, '"Where to?" “North”  „South“ "South"')
  expect(asked).toMatchObject([['message.send', { channelId: 'harbour', content: 'Where to?', poll: { options: ['North', 'South'] } }]])
  await run('poll', on, '')
  await run('poll', on, 'Where to, "captain"?')
  expect(sent).toEqual(['poll: ', 'poll: Where to, "captain"?'])
  await expect(run('poll', on, '"Where to?" "North"')).rejects.toMatchObject({ code: 'invalid' })
})
