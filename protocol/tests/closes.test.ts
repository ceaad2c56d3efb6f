import { describe, expect, test } from 'vitest'
import { ChatError, closeOf, closes, errors, LIMITS, TOLD_LIMITS } from '../src/index.ts'

describe('closes', () => {
  test('[W40] every code stands once, in a range a server may send, with a reason that fits its frame', () => {
    const codes = Object.values(closes).map((close) => close.code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const { code, reason } of Object.values(closes)) {
      expect((code >= 1001 && code <= 1013 && ![1004, 1005, 1006].includes(code)) || (code >= 4400 && code <= 4499)).toBe(true)
      expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123)
    }
  })

  test('[W40] what can be resumed is come back to', () => {
    for (const close of Object.values(closes)) if (close.resume) expect(close.reconnect).toBe(true)
  })

  test('[W41] closeOf tells a known code by its own row', () => {
    for (const close of Object.values(closes)) expect(closeOf(close.code)).toBe(close)
    expect(closeOf(4401).reconnect).toBe(false)
    expect(closeOf(4408)).toMatchObject({ reconnect: true, resume: true })
  })

  test.each([1000, 1005, 1006, 1014, 1015, 4999])('[W41] %i, unknown here, is a lost connection: come back and resume', (code) => {
    expect(closeOf(code)).toMatchObject({ code, reconnect: true, resume: true })
  })
})

describe('errors', () => {
  test('[W30] each has a status of its own kind and advice', () => {
    for (const { status, retry } of Object.values(errors)) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(['never', 'same-id', 'later']).toContain(retry)
    }
  })

  test('[I5] what may have happened is repeated with the same id; what did not is repeated later or never', () => {
    const unknown = Object.entries(errors).flatMap(([code, { retry }]) => (retry === 'same-id' ? [code] : []))
    expect(unknown).toEqual(['internal', 'unavailable'])
  })

  test('a ChatError keeps its code', () => {
    const error = new ChatError('too_fast', 'Wait a moment', 500)
    expect(error).toBeInstanceOf(Error)
    expect([error.code, error.message, error.retryMs]).toEqual(['too_fast', 'Wait a moment', 500])
  })
})

test('[I7] what hello tells are whole, positive limits', () => {
  for (const name of TOLD_LIMITS) expect(Number.isInteger(LIMITS[name]) && LIMITS[name] > 0).toBe(true)
})
