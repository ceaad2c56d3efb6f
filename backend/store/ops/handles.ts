import { ChatError } from '@parley/protocol'
import { isReserved } from '../../models/mentions.ts'
import { handleKey } from '../../models/names.ts'
import type { View } from '../tx.ts'

/** People and groups are called by handles of one space, so that an @ means one of them. `besides`: whoever it belongs to already. */
export async function isHandleFree(view: View, handle: string, besides = ''): Promise<boolean> {
  if (isReserved(handle)) return false
  const key = handleKey(handle)
  const found = await view.db
    .selectFrom('users')
    .select('id')
    .where('handle_key', '=', key)
    .where('id', '!=', besides)
    .unionAll((eb) => eb.selectFrom('groups').select('id').where('handle_key', '=', key).where('id', '!=', besides))
    .execute()
  return found.length === 0
}

export async function assertHandleFree(view: View, handle: string, besides?: string): Promise<void> {
  if (!(await isHandleFree(view, handle, besides))) throw new ChatError('conflict', `The handle @${handle} is taken, or too alike to one that is`)
}
