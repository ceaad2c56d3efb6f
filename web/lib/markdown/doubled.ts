import { splice } from 'micromark-util-chunked'
import { classifyCharacter } from 'micromark-util-classify-character'
import { resolveAll } from 'micromark-util-resolve-all'
import type { Code, Event, Extension, Resolver, State, Token, TokenizeContext, Tokenizer } from 'micromark-util-types'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    strike: 'strike'
    spoiler: 'spoiler'
    strikeMark: 'strikeMark'
    spoilerMark: 'spoilerMark'
    doubledSign: 'doubledSign'
    doubledText: 'doubledText'
  }
}

type Kind = 'strike' | 'spoiler'

/**
 * Text between two doubled signs, such as `||spoiler||` or `~~strike~~`. It opens and closes where emphasis would, so that
 * `a || b` stays what it is. Made after micromark-extension-gfm-strikethrough (MIT), which knows one sign only.
 */
export function doubled(sign: '|' | '~', kind: Kind): Extension {
  const code = sign.charCodeAt(0)
  const construct = { name: kind, tokenize: tokenizer(code, kind), resolveAll: resolver(kind) }
  return { text: { [code]: construct }, insideSpan: { null: [construct] }, attentionMarkers: { null: [code] } }
}

/** Reads exactly two signs. Until they have found their partner they are a mark that may open, close or both. */
function tokenizer(sign: number, kind: Kind): Tokenizer {
  return function tokenize(this: TokenizeContext, effects, ok, nok): State {
    const { previous, events } = this
    let size = 0
    const more = (code: Code): State | undefined => {
      if (size < 2 ? code !== sign : code === sign) return nok(code)
      if (size < 2) {
        effects.consume(code)
        size++
        return more
      }
      const [before, after] = [classifyCharacter(previous), classifyCharacter(code)]
      const mark = effects.exit(`${kind}Mark`)
      mark._open = !after || (after === 2 && Boolean(before))
      mark._close = !before || (before === 2 && Boolean(after))
      return ok(code)
    }
    return (code) => {
      if (previous === sign && events.at(-1)?.[1].type !== 'characterEscape') return nok(code)
      effects.enter(`${kind}Mark`)
      return more(code)
    }
  }
}

/** Pairs the marks, the nearest first, and wraps what stands between; what found no partner is text. */
function resolver(kind: Kind): Resolver {
  return (events, context) => {
    let open = -1
    for (let at = 0; at < events.length; at++) {
      const [enter, mark] = events[at] ?? []
      if (enter !== 'enter' || mark?.type !== `${kind}Mark`) continue
      if (mark._close && open >= 0) {
        const wrapped = wrap(kind, events, open, at, context)
        splice(events, open, at + 2 - open, wrapped)
        at = open + wrapped.length - 1
        open = -1
      } else if (mark._open) open = at
    }
    for (const [, token] of events) if (token.type === `${kind}Mark`) token.type = 'data'
    return events
  }
}

/** The events from the opening mark to the closing one as one span. What stands between is resolved by itself, so that nothing crosses it. */
function wrap(kind: Kind, events: Event[], open: number, close: number, context: TokenizeContext): Event[] {
  const first = signOf(events[open])
  const last = signOf(events[close])
  const whole: Token = { type: kind, start: { ...first.start }, end: { ...last.end } }
  const text: Token = { type: 'doubledText', start: { ...first.end }, end: { ...last.start } }
  const within = resolveAll(context.parser.constructs.insideSpan.null ?? [], events.slice(open + 2, close), context)
  return [
    ['enter', whole, context],
    ['enter', first, context],
    ['exit', first, context],
    ['enter', text, context],
    ...within,
    ['exit', text, context],
    ['enter', last, context],
    ['exit', last, context],
    ['exit', whole, context],
  ]
}

function signOf(event: Event | undefined): Token {
  if (!event) throw new Error('A mark without its event')
  event[1].type = 'doubledSign'
  return event[1]
}
