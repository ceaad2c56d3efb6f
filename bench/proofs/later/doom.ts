import { readFileSync, unlinkSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { LIMITS } from '@parley/protocol'
import { NatsBroker } from '../../../backend/broker/nats.ts'
import { Pusher } from '../../../backend/services/notify/pusher.ts'
import type { DeliveryRow } from '../../../backend/store/ops/deliveries.ts'
import type { NewJob } from '../../../backend/store/ops/jobs.ts'
import { Writer } from '../../../backend/store/postgres/writer.ts'
import type { Point } from './points.ts'

/** Loaded into a node before its program: whoever comes to a point of a thing that has a file of its id in this folder ends by SIGKILL, once. */
const folder = process.env.PARLEY_DOOM ?? '/nowhere'
// What a dead node held is taken by others after this long; and nobody waits four seconds to be told.
Object.assign(LIMITS, { jobLeaseMs: 1_000, noticeMs: 300 })

function meet(id: string, point: Point): void {
  const file = join(folder, id)
  try {
    if (readFileSync(file, 'utf8') !== point) return
    unlinkSync(file)
  } catch {
    return // nothing waits for it
  }
  process.kill(process.pid, 'SIGKILL')
}

const { call } = Writer.prototype
Writer.prototype.call = async function (op, input) {
  const { id, messageId, jobs = [], rows: [row] = [] } = input as { id: string; messageId: string; jobs?: NewJob[]; rows?: DeliveryRow[] }
  const mail = op === 'delivery.put' && row?.way === 'mail' ? row : undefined
  if (op === 'schedule.fire' || op === 'reminder.fire') meet(id, 'holding')
  if (op === 'job.put') {
    for (const job of jobs) if (job.kind === 'notices') meet((job.payload as { channelId: string }).channelId, 'said')
    // What stays unread for minutes is mailed at once.
    for (const job of jobs) if (job.kind === 'mail' || job.kind === 'reminderMail') job.dueAt = Date.now()
  }
  if (mail) meet(mail.message_id ?? '', mail.state === 'sent' ? 'mailed' : 'to mail')
  const answer = await call.call(this, op, input)
  if (op === 'notice.fanOut') meet(messageId, 'thought of')
  if (mail?.state === 'sending') meet(mail.message_id ?? '', 'mail begun')
  return answer
}

const { publish } = NatsBroker.prototype
NatsBroker.prototype.publish = function (changes) {
  for (const change of changes) {
    if (change.to !== 'user' || change.event.type !== 'later.changed') continue
    const { id, type } = change.event.later
    if ((type === 'schedule' || type === 'reminder') && ['sent', 'fired'].includes(change.event.later.state)) meet(id, 'committed')
  }
  publish.call(this, changes)
}

const { push } = Pusher.prototype
Pusher.prototype.push = async function (device, notice, signal) {
  meet(notice.tag, 'to push')
  const answer = await push.call(this, device, notice, signal)
  meet(notice.tag, 'pushed')
  return answer
}

/** The push service of the Internet is one on this machine; what is said to it, and what it answers, is the same. */
const redirected = (_url: string, { method, headers, signal }: http.RequestOptions, done: (answer: http.IncomingMessage) => void) =>
  http.request(process.env.PARLEY_PUSHES ?? '', { method, headers, signal }, done)
Object.assign(https, { request: redirected })
syncBuiltinESMExports()
