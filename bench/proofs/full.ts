import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createChannel, register } from '../people.ts'
import { claimPort } from '../port.ts'
import { pause, type Server, startServer, temporaryFolder } from '../server.ts'
import { type Door, RestDoor, SocketDoor } from './crash/doors.ts'
import { readTruth } from './crash/truth.ts'
import { fill, type Round, type Sent } from './full/round.ts'
import { integrityOf } from './integrity.ts'
import { has, isRoot, notRun } from './not-run.ts'
import { Disk } from './powercut/disk.ts'

/**
 * `npm run proof:full [-- --rounds 10]`: a disk that is full refuses each message by name, keeps all that was acknowledged and lets it be read, and takes
 * messages again as soon as there is room, without a restart. Needs root and a loop device.
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } })

if (process.platform !== 'linux') notRun('loop devices are there on Linux only')
if (!isRoot()) notRun('mounting a disk of our own needs root')
for (const tool of ['losetup', 'mkfs.ext4', 'mount', 'truncate']) if (!has(tool)) notRun(`${tool} is not installed`)

using folder = temporaryFolder('full')
using disk = diskOrNot(folder.path)
const port = await claimPort()
const dataDir = join(disk.path, 'kept')
const open = (): Promise<Server> => startServer({ port, dataDir })
const sent: Sent[] = []
const rounds: Round[] = []
let found: string[] = []

console.log('A disk of 512 MB is filled to its last byte while eight people talk and one reads; then there is room again')
{
  await using server = await open()
  const { url } = server
  const [ada] = await register(url, ['Ada'])
  if (!ada) throw new Error('Nobody registered')
  const { token } = ada
  const channelId = await createChannel(url, ada, 'public', 'quay', [])
  const sockets = Array.from({ length: 4 }, () => new SocketDoor(url, token, () => {}))
  const doors: Door[] = [...sockets, ...Array.from({ length: 4 }, () => new RestDoor(url, token))]
  await pause(500) // they sign in
  for (let round = 0; round < Number(values.rounds); round++) {
    rounds.push(await fill(disk.path, { url, token, channelId, doors }, sent))
    console.log(`round ${round + 1}: ${JSON.stringify({ ...rounds.at(-1), others: rounds.at(-1)?.others.slice(0, 3) })}`)
  }
  for (const socket of sockets) socket[Symbol.dispose]()
  await server.kill()
  await using again = await open()
  found = ((await readTruth(again.url, token, [channelId])).get(channelId)?.rows ?? []).map(({ id }) => id)
  await again.stop()
}

const acked = sent.filter((each) => each.acked)
const lost = acked.filter(({ id }) => !found.includes(id)).length
const doubled = found.length - new Set(found).size
const ghosts = found.length - doubled - (acked.length - lost)
const others = rounds.flatMap((round) => round.others)
const refused = rounds.reduce((total, round) => total + round.refused, 0)
const integrity = integrityOf(join(dataDir, 'parley.sqlite'))
console.log(`\n${rounds.length} times full: ${acked.length} acknowledged, ${refused} refused as storage_full, ${others.length} answered otherwise`)
console.log(`after SIGKILL and another start: ${lost} lost, ${doubled} doubled, ${ghosts} refused but there, integrity_check ${integrity}`)
console.log(`room to the next message that was kept: at most ${Math.max(...rounds.map(({ healedMs }) => healedMs)).toFixed(0)} ms`)
for (const other of new Set(others)) console.log(`  answered otherwise: ${other.slice(0, 200)}`)
const everyRound = rounds.every((round) => round.acked > 0 && round.refused > 0 && round.reads > 0 && Number.isFinite(round.healedMs))
process.exitCode = lost + doubled + ghosts + others.length === 0 && integrity === 'ok' && everyRound ? 0 : 1

function diskOrNot(path: string): Disk {
  try {
    return new Disk(path)
  } catch (failure) {
    notRun(String(failure))
  }
}
