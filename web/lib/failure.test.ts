import { readdirSync, readFileSync } from 'node:fs'
import { ChatError, type ErrorCode, errors } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { errors as german } from '../locales/de/general.ts'
import { errors as english } from '../locales/en/general.ts'
import { wordsIn } from './failure.ts'

const root = new URL('../../', import.meta.url)
const sources = ['backend/', 'protocol/src/', 'client/src/'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/(^|\/)(tests|node_modules)\//.test(path))
    .map((path) => ({ path: folder + path, text: readFileSync(new URL(folder + path, root), 'utf8') })),
)
/** A sentence as its source has it, with a star for what is put in. */
const starred = (sentence: string): string => sentence.replaceAll(/\$\{[^}]*\}/g, '*')
const everything = sources.map(({ text }) => starred(text)).join('\n')

/** Said only to programs, or to who imports, or by a store that is asked for what cannot be. */
const TO_PROGRAMS = [/^backend\/(http|socket|controllers)\//, /^backend\/store\/(scopes|ops\/import)\.ts$/]
const NEVER_SHOWN = ['Who cannot write there does not type there', 'This id was used for another channel', 'This id was used for another message']
/** Whose sentences the client has words for by their code. */
const SAID_BY_CODE: readonly string[] = ['unavailable', 'internal', 'storage_full'] satisfies ErrorCode[]

const refused = (code: ErrorCode, sentence: string): string => wordsIn(german, new ChatError(code, sentence))

describe('what the server refuses, in German', () => {
  test.each<[ErrorCode, string, string]>([
    ['unauthenticated', 'That account and password do not fit', 'Dieses Konto und dieses Passwort passen nicht zusammen'],
    ['conflict', 'The handle @ada.dunne is taken, or too alike to one that is', 'Der Nutzername @ada.dunne ist vergeben oder einem vergebenen zu ähnlich'],
    ['conflict', 'There is a public channel named #$& already; choose another name', 'Es gibt schon einen öffentlichen Kanal #$&; wähle einen anderen Namen'],
    ['invalid', 'name: At most 80 characters', 'Höchstens 80 Zeichen'],
    ['too_fast', 'Too many failed sign-ins; wait some minutes', 'Zu viele falsche Anmeldungen; warte ein paar Minuten'],
    ['forbidden', 'A sentence of a later server', 'Das darfst du nicht'],
    ['storage_full', 'The disk of the server is full', german.storage_full],
    ['invalid', 'meta.depth: Too big: expected number to be <=16', 'meta.depth: Too big: expected number to be <=16'],
  ])('%s: %s', (code, sentence, wanted) => expect(refused(code, sentence)).toBe(wanted))

  test('in English it is said as the server says it', () => {
    expect(wordsIn(english, new ChatError('forbidden', 'Guests do not create channels'))).toBe('Guests do not create channels')
    expect(wordsIn(english, new ChatError('unavailable', ''))).toBe(english.unavailable)
    expect(wordsIn(english, 'thrown by who throws words')).toBe(english.unknown)
  })

  test('each sentence of the table is one that is really said', () => {
    const known = Object.keys(german.reasons)
    expect(known.length).toBeGreaterThan(50)
    expect(known.filter((sentence) => !everything.includes(sentence))).toEqual([])
  })

  test('each sentence that a person may be told is in the table', () => {
    const told = sources
      .filter(({ path }) => !TO_PROGRAMS.some((those) => those.test(path)))
      .flatMap(({ text }) => [...text.matchAll(/ChatError\(\s*'(\w+)',\s*(?:'([^']+)'|`([^`]+)`)|\bweak\((?:'([^']+)'|`([^`]+)`)\)/g)])
      .filter(([, code = '']) => !SAID_BY_CODE.includes(code))
      .map(([, , plain, made, weak, weakMade]) => starred(plain ?? made ?? weak ?? weakMade ?? ''))
    expect(told.length).toBeGreaterThan(50)
    expect([...new Set(told)].filter((sentence) => !(sentence in german.reasons) && !NEVER_SHOWN.includes(sentence))).toEqual([])
  })

  test('every code is said, but those of programs and of a single field', () => {
    const silent = (Object.keys(errors) as ErrorCode[]).filter((code) => !(code in german) && !(code in german.codes))
    expect(silent).toEqual(['bad_request', 'method_not_allowed', 'unsupported_type', 'invalid'])
  })
})
