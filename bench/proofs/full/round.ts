import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ChatError } from '@parley/protocol'
import { ask } from '../../rest.ts'
import { pause } from '../../server.ts'
import type { Door } from '../crash/doors.ts'

/** A message of which nobody knows more than its sender was told. */
export interface Sent {
  id: string
  acked: boolean
}

/** What happened before the disk was full, meanwhile, and until it was not any more. */
export interface Round {
  acked: number
  refused: number
  /** Answers that are neither: what they say. */
  others: string[]
  /** Pages of the history that were read while the disk was full. */
  reads: number
  /** From the room on the disk to the first message that was kept, in milliseconds. */
  healedMs: number
}

const ROOM_MS = 700
const FULL_MS = 1_500
const HEALS_WITHIN_MS = 15_000
/** Large enough that what the log has left is soon used up. */
const WORDS = 'The harbour master reads the whole log aloud, twice. '.repeat(60)

/** Lets people talk and one read, fills the disk to its last byte under them, makes room again, and waits until somebody is heard. */
export async function fill(disk: string, place: { url: string; token: string; channelId: string; doors: readonly Door[] }, sent: Sent[]): Promise<Round> {
  const { url, token, channelId, doors } = place
  const round: Round = { acked: 0, refused: 0, others: [], reads: 0, healedMs: Number.POSITIVE_INFINITY }
  const ballast = join(disk, 'ballast')
  let roomAt = Number.POSITIVE_INFINITY
  let full = false
  let over = false
  const talk = async (door: Door): Promise<void> => {
    // A refused message is said again under its own name, as a client does.
    for (let own = next(sent); !over; await pause(5)) {
      const outcome = await say(door, channelId, own)
      if (outcome === 'storage_full') round.refused++
      else if (outcome !== 'acked') round.others.push(outcome)
      if (outcome !== 'acked') continue
      round.acked++
      round.healedMs = Math.min(round.healedMs, Math.max(0, performance.now() - roomAt) || Number.POSITIVE_INFINITY)
      own = next(sent)
    }
  }
  const read = async (): Promise<void> => {
    for (; !over; await pause(20)) {
      await ask(url, token, 'GET', `/api/channels/${channelId}/messages?limit=50`).then(
        () => (round.reads += full ? 1 : 0),
        (failure: unknown) => round.others.push(String(failure)),
      )
    }
  }
  const all = Promise.all([...doors.map(talk), read()])
  await pause(ROOM_MS)
  await fillUp(ballast)
  full = true
  await pause(FULL_MS)
  full = false
  await rm(ballast)
  roomAt = performance.now()
  while (!Number.isFinite(round.healedMs) && performance.now() - roomAt < HEALS_WITHIN_MS) await pause(10)
  over = true
  await all
  return round
}

function next(sent: Sent[]): Sent {
  const own = { id: randomUUID(), acked: false }
  sent.push(own)
  return own
}

/** Answers what became of it: `acked`, or the code of the refusal. */
async function say(door: Door, channelId: string, own: Sent): Promise<string> {
  try {
    await door.call('message.send', { id: own.id, channelId, content: `${own.id} ${WORDS}` })
    own.acked = true
    return 'acked'
  } catch (failure) {
    return failure instanceof ChatError ? failure.code : String(failure)
  }
}

/** To the last byte: in large pieces, and then in small ones. */
async function fillUp(path: string): Promise<void> {
  await using file = await open(path, 'w')
  for (const length of [1 << 20, 4_096, 1]) for (const piece = Buffer.alloc(length, 1); await wrote(file, piece); );
}

async function wrote(file: FileHandle, piece: Buffer): Promise<boolean> {
  try {
    const { bytesWritten } = await file.write(piece)
    await file.datasync()
    return bytesWritten === piece.length
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw failure
  }
}
