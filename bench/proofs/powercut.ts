import { parseArgs } from 'node:util'
import { Chance } from '../random.ts'
import { temporaryFolder } from '../server.ts'
import { has, isRoot, notRun, run } from './not-run.ts'
import { type Cut, cuts } from './powercut/cut.ts'
import { Disk } from './powercut/disk.ts'
import { careless, parley } from './powercut/writers.ts'

/** `npm run proof:powercut [-- --cuts 20 --seed 7]`: what was acknowledged is on the disk, whenever the power goes. Needs root and loop devices. */
const { values } = parseArgs({ options: { cuts: { type: 'string', default: '20' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } } })
const CONTROL_CUTS = 3

if (process.platform !== 'linux') notRun('loop devices are there on Linux only')
if (!isRoot()) notRun('mounting a disk of our own needs root')
for (const tool of ['losetup', 'mkfs.ext4', 'mount', 'truncate', 'cp']) if (!has(tool)) notRun(`${tool} is not installed`)
if (!run('losetup', ['--find']).ok) notRun('there is no free loop device')

const chance = new Chance(Number(values.seed))
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Why this machine gives us no disk of our own; undefined when it does. */
function whyNoDisk(): string | undefined {
  using folder = temporaryFolder('powercut')
  try {
    using _disk = new Disk(folder.path)
  } catch (failure) {
    return String(failure)
  }
}

function show(name: string, made: readonly Cut[]): void {
  console.log(`${name}\n  cut   acked   found    lost  integrity_check`)
  for (const [at, { acked, found, lost, integrity }] of made.entries()) {
    console.log(
      `  ${String(at + 1).padStart(3)} ${String(acked).padStart(7)} ${String(found).padStart(7)} ${String(lost).padStart(7)}  ${integrity.slice(0, 80)}`,
    )
  }
}

console.log(`Cutting the power (seed ${values.seed}): ext4 on a loop device with direct I/O; a cut is what the device holds while the writer is stopped`)
const refused = whyNoDisk()
if (refused !== undefined) notRun(refused)
const control = await cuts(CONTROL_CUTS, chance, careless)
const made = await cuts(Number(values.cuts), chance, parley)
show('Parley', made)
show('Control: the same log with synchronous = NORMAL (this one must lose)', control)
const lost = sum(made.map((cut) => cut.lost))
const broken = made.filter((cut) => cut.integrity !== 'ok').length
const seen = sum(control.map((cut) => cut.lost))
console.log(`\n${made.length} cuts, ${made.at(-1)?.acked ?? 0} acknowledged in all, ${lost} lost, ${broken} databases broken; the control lost ${seen}`)
if (seen === 0) console.log('The control lost nothing, so this machine cannot show what it should: not a proof.')
process.exit(lost === 0 && broken === 0 && made.every((cut) => cut.acked > 0) && seen > 0 ? 0 : 1)
