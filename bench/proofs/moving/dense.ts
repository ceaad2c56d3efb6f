import { type Address, openWitness } from '../../../backend/store/moving/address.ts'
import { rowsOf } from '../../../backend/store/moving/rows.ts'

/** What is in a database, and how many of its channels lack a number or hold one above their clock (I2). */
export async function look(address: Address): Promise<{ messages: number; epoch: string; broken: number }> {
  await using house = await openWitness(address)
  return await house.look(async (db) => {
    const { epoch } = await db.selectFrom('workspace').select('epoch').executeTakeFirstOrThrow()
    const rows = await db
      .selectFrom('scopes as s')
      .innerJoin('messages as m', 'm.channel_id', 's.id')
      .select(({ fn }) => ['s.id', 's.clock', 's.last_seq', fn.max('m.seq').as('newest'), fn.max('m.rev').as('rev'), fn.countAll<number>().as('count')])
      .groupBy(['s.id', 's.clock', 's.last_seq'])
      .execute()
    const broken = rows.filter((row) => Number(row.count) !== row.last_seq || Number(row.newest) !== row.last_seq || Number(row.rev) > row.clock)
    return { messages: await rowsOf(db).count('messages'), epoch, broken: broken.length }
  })
}
