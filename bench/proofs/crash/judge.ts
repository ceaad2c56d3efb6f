import type { Person } from '../../people.ts'
import { check } from './checker.ts'
import type { Faults } from './faults.ts'
import type { Ledger } from './ledger.ts'
import { compare, converged, type Resident, settleIn } from './residents.ts'
import { channelsOf, type Town } from './town.ts'
import { readTruth, type Truth } from './truth.ts'

/** What the judge asks: who lived there, and by which address each comes in. */
interface Place {
  town: Town
  urlOf(person: Person): string
  /** Whether several nodes serve it: see `check`. */
  collapses: boolean
}

/** Holds what was promised and seen against what is there; who stayed is compared with who just came. */
export async function judge({ town, urlOf, collapses }: Place, ledger: Ledger, residents: readonly Resident[]): Promise<void> {
  const channelIds = channelsOf(town)
  const truth = await readTruth(urlOf(town.owner), town.owner.token, channelIds)
  check(ledger, truth, collapses)
  for (const stayed of residents) await judgeResident(stayed, settleIn(urlOf(stayed.person), stayed.person, channelIds), truth, ledger.faults)
}

async function judgeResident(stayed: Resident, fresh: Resident, truth: Truth, faults: Faults): Promise<void> {
  try {
    for (const resident of [stayed, fresh]) {
      if (!(await converged(resident, truth)))
        faults.note('stale', `${resident.person.name} did not come to rest: ${JSON.stringify(resident.client.status.get())}`)
    }
    compare(stayed, fresh, truth, faults)
  } finally {
    stayed.client.stop()
    fresh.client.stop()
  }
}
