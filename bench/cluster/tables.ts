import { describeMachine } from '../machine.ts'
import { goalsOf } from './goals.ts'
import type { Measured } from './run.ts'
import type { SendCost } from './sends.ts'
import type { Spread } from './spread.ts'
import { bytes, count, ms, table } from './words.ts'

/** What was measured, in Markdown. */
export function tablesOf(measured: Measured, load: string): string {
  const { size, sends, poll, spread, signInMs } = measured
  return [
    `Machine: ${describeMachine()}; load average when it began: ${load}. PostgreSQL 18, NATS, nodes and load share its cores over loopback.`,
    `Medians of ${size.runs} run${size.runs === 1 ? '' : 's'} of ${size.seconds} s, ${new Date().toISOString().slice(0, 10)}. Times in milliseconds, p50 / p99, from when a message was due; processor time (CPU) of all nodes or all of PostgreSQL.`,
    '',
    '**Durable sends to one node** (100 rooms of two)',
    '',
    sendsTable(sends.paces),
    '',
    `A bare commit of one row beside the slowest pace: ${count(sends.bareCommit)} ms (p50). With nobody writing the database has ${count(sends.idleTransactions)} transactions a second; they are taken off in the column "all".`,
    '',
    table(
      ['goal', 'found', ''],
      goalsOf(measured).map(({ what, found, reached }) => [what, found, reached ? 'reached' : '**not reached**']),
    ),
    '',
    '**The same load on one node and on three** (clients go to the nodes in turn)',
    '',
    spreadTable(spread),
    '',
    `**The clock poll**: one question about ${poll.scopes.toLocaleString('en')} scopes takes ${count(poll.p50)} ms (p50; p99 ${count(poll.p99)} ms). Asked once a second it keeps ${count(poll.nodeCpu)} ms a second of the node's processor and ${count(poll.postgresCpu)} of PostgreSQL's: ${count(poll.nodeCpu / 10)} % and ${count(poll.postgresCpu / 10)} % of a core.`,
    '',
    `**A sign-in with a password** needs ${count(signInMs)} ms of a node's processor.`,
  ].join('\n')
}

function sendsTable(paces: readonly SendCost[]): string {
  const head = ['offered a second', 'sent', 'send → answer', 'transactions a message', 'as the node counts', 'all', 'CPU node, µs', 'PostgreSQL, µs']
  const sizes = ['WAL', 'kept', 'bells', 'on NATS', 'lost']
  return table(
    [...head, ...sizes],
    paces.map((pace) => [
      pace.offered?.toLocaleString('en') ?? 'as many as it takes',
      pace.figures.messages,
      ms(pace.figures.ack),
      pace.writes,
      pace.commits,
      pace.transactions,
      pace.nodeCpu,
      pace.postgresCpu,
      bytes(pace.wal),
      bytes(pace.stored),
      pace.bells,
      bytes(pace.bellBytes),
      pace.lost,
    ]),
  )
}

function spreadTable([one, three]: readonly Spread[]): string {
  if (!one || !three) throw new Error('One node and several are compared')
  const row = (what: string, pick: (spread: Spread) => number): (string | number)[] => [what, pick(one), pick(three), `${count(pick(three) / pick(one))}×`]
  const rooms = one.rooms.flatMap(({ name }, at) => {
    const of = (pick: (room: Spread['rooms'][number]) => number) => (spread: Spread) => pick(spread.rooms[at] as Spread['rooms'][number])
    const cpu = of(({ nodeCpu }) => nodeCpu)
    return [
      row(
        `${name}: deliveries a second`,
        of(({ figures }) => figures.deliveries),
      ),
      row(`${name}: CPU a delivery, µs`, cpu),
      row(
        `${name}: the same at a calm pace`,
        of(({ calmCpu }) => calmCpu),
      ),
      [`${name}: with a core a node that would be`, '', '', `${count((three.nodes * cpu(one)) / cpu(three))}×`],
      row(
        `${name}: lost`,
        of(({ lost }) => lost),
      ).slice(0, 3),
    ]
  })
  const of = (name: keyof Spread['arrivals']) => (spread: Spread) => spread.arrivals[name]
  return table(
    ['', `${one.nodes} node`, `${three.nodes} nodes`, 'ratio'],
    [
      row('connections held, of those that came', of('held')).with(0, `connections held, of ${count(one.arrivals.connections)} that came at once`),
      row('arrivals a second', of('perSecond')),
      row('CPU of nodes an arrival, µs', of('nodeCpu')),
      row('CPU of PostgreSQL an arrival, µs', of('postgresCpu')),
      row('memory of nodes a connection, kB', ({ arrivals }) => arrivals.memory / 1_000),
      row('CPU of nodes a silent connection and second, µs', of('idleNodeCpu')),
      row('CPU of an empty node a second, ms', of('emptyNodeCpu')),
      row('bytes on NATS an arrival', of('bellBytes')),
      row('bytes on NATS a second, all silent', of('idleBellBytes')),
      ...rooms.map((each) => [...each, ''].slice(0, 4)),
      ['CPU of a message that nobody at that node listens to, µs', '', three.bystander, ''],
    ],
  )
}
