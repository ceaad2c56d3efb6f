import { LIMITS } from '@parley/protocol'
import type { Ring, SignalRing, Steer } from './broker.ts'

/**
 * Rings as bytes. A frame travels as it is and is delivered as it is: nobody parses it on the way. Each ring is
 * `id length (1) · id · rev (6) · steer length (4) · steer as JSON · frame length (4) · frame`; an empty id is a steer alone,
 * a frame length of 0 a row to be read.
 */
const HEAD_BYTES = 1 + 6 + 4 + 4
const NOTHING = Buffer.alloc(0)

interface Part {
  id: string
  rev: number
  steer: Buffer
  frame: Buffer
  bytes: number
}

/** Some messages, none much above `bytes`: usually one. */
export function encodeRings(rings: readonly Ring[], bytes = 512 * 1024): Buffer[] {
  const messages: Buffer[] = []
  let parts: Part[] = []
  let size = 0
  for (const ring of rings) {
    const part = partOf(ring)
    if (size > 0 && size + part.bytes > bytes) {
      messages.push(joined(parts, size))
      parts = []
      size = 0
    }
    parts.push(part)
    size += part.bytes
  }
  if (size > 0) messages.push(joined(parts, size))
  return messages
}

function partOf(ring: Ring): Part {
  const steer = ring.steer ? Buffer.from(JSON.stringify(ring.steer)) : NOTHING
  if (ring.scopeId === undefined) return { id: '', rev: 0, steer, frame: NOTHING, bytes: HEAD_BYTES + steer.length }
  const frame = ring.frame && ring.frame.length <= LIMITS.rowBytes ? ring.frame : NOTHING
  return { id: ring.scopeId, rev: ring.rev, steer, frame, bytes: HEAD_BYTES + ring.scopeId.length + steer.length + frame.length }
}

function joined(parts: readonly Part[], size: number): Buffer {
  const message = Buffer.allocUnsafe(size)
  let at = 0
  for (const { id, rev, steer, frame } of parts) {
    at = message.writeUInt8(id.length, at)
    at += message.write(id, at, 'latin1')
    at = message.writeUIntBE(rev, at, 6)
    for (const piece of [steer, frame]) {
      at = message.writeUInt32BE(piece.length, at)
      at += piece.copy(message, at)
    }
  }
  return message
}

/** The other way. Frames are views of `message`. Throws a RangeError or SyntaxError where it is none of ours. */
export function decodeRings(message: Buffer): Ring[] {
  const rings: Ring[] = []
  for (let at = 0; at < message.length; ) {
    const idEnd = at + 1 + message.readUInt8(at)
    const scopeId = message.toString('latin1', at + 1, idEnd)
    const rev = message.readUIntBE(idEnd, 6)
    const steerEnd = idEnd + 10 + message.readUInt32BE(idEnd + 6)
    const end = steerEnd + 4 + message.readUInt32BE(steerEnd)
    if (end > message.length) throw new RangeError('A ring ends before its frame')
    const steer = steerEnd > idEnd + 10 ? (JSON.parse(message.toString('utf8', idEnd + 10, steerEnd)) as Steer) : undefined
    if (scopeId !== '') rings.push({ scopeId, rev, steer, frame: end > steerEnd + 4 ? message.subarray(steerEnd + 4, end) : undefined })
    else if (steer) rings.push({ scopeId: undefined, steer })
    at = end
  }
  return rings
}

export const encodeSignal = ({ scopeId, frame }: SignalRing): Buffer => Buffer.concat([Buffer.from(scopeId.padEnd(36), 'latin1'), frame])

export const decodeSignal = (message: Buffer): SignalRing => ({ scopeId: message.toString('latin1', 0, 36).trimEnd(), frame: message.subarray(36) })
