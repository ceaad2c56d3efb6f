import type { Client } from '@parley/client'
import { Laters } from '@parley/client/later'
import { later } from '../locales/en/later.ts'
import type { Catalogue } from '../locales/en.ts'
import { useClient } from './use-client.ts'
import { useReadable } from './use-readable.ts'
import { useWords } from './use-words.ts'

/** The words of what is done later. Only code that is fetched later may ask for them: English ones come with it. */
export const useLaterWords = (): Catalogue['later'] => useWords().later ?? later

const known = new WeakMap<Client, Laters>()

/** What this person keeps for later, one for each client. */
export function latersOf(client: Client): Laters {
  const laters = known.get(client) ?? new Laters(client)
  known.set(client, laters)
  return laters
}

export const useLaters = (): Laters => latersOf(useClient())

export const useSchedules = () => useReadable(useLaters().of('schedule')).filter(({ state }) => state === 'waiting' || state === 'refused')
export const useReminders = () => useReadable(useLaters().of('reminder')).filter(({ state }) => state === 'waiting' || state === 'fired')
export const useSaved = () => useReadable(useLaters().of('saved')).filter(({ state }) => state !== 'none')
