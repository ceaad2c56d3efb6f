import { type Costs, costsOf } from './costs.ts'
import { bounds, habits, type Needs, needsOf, POSTGRES_CORES } from './needs.ts'
import type { Measured } from './run.ts'
import { bytes, count, table } from './words.ts'

/** People in one workspace, and how many such workspaces. */
const cases = [
  [10_000, 1],
  [1_000_000, 1],
  [1_000_000, 100],
  [100_000_000, 1],
  [100_000_000, 10_000],
] as const

const micro = (seconds: number): string => `${count(seconds * 1e6)} µs`

/** Unit costs, what is assumed, and what follows from both, in Markdown. */
export function arithmeticOf(measured: Measured): string {
  const costs = costsOf(measured)
  return [
    '**What one of each costs**',
    '',
    costsTable(costs, measured),
    '',
    '**What is assumed, and not measured**',
    '',
    `A connected person sends ${habits.messagesAnHour} messages in the busy hour and follows ${habits.followed} conversations; there are ${habits.channels} conversations for each connected person; a message goes to ${habits.readers} connected people on average (half of the messages to 3, two fifths to 50, a tenth to 300: 0.5 × 3 + 0.4 × 50 + 0.1 × 300 ≈ 50); ${habits.busyHoursADay} such hours a day.`,
    `A node may use ${bounds.share * 100} % of one core and hold ${bounds.connections.toLocaleString('en')} sockets; at most ${bounds.nodes.toLocaleString('en')} nodes are tried. A core elsewhere is taken to be one like these.`,
    '',
    '**What follows, in the busy hour**',
    '',
    needsTable(
      cases.map(([people, workspaces]) => needsOf(people / workspaces, costs)),
      cases.map(([, workspaces]) => workspaces),
    ),
    '',
    example(needsOf(10_000, costs), costs),
  ].join('\n')
}

function costsTable(costs: Costs, { size, spread: [one] }: Measured): string {
  const [slow, fast] = [costs.send(0), costs.send(Number.POSITIVE_INFINITY)]
  const command = 'table of'
  return table(
    ['', 'costs', 'from'],
    [
      [
        'a connection, memory of its node',
        bytes(costs.connectionBytes),
        `${command} nodes: memory, ${count(one?.arrivals.connections ?? 0)} connections on one node`,
      ],
      ['a silent connection and second, node', micro(costs.silence), `${command} nodes: silent connection`],
      ['an arrival (upgrade, session, ten heads), node', micro(costs.arrivalNode), `${command} nodes: arrivals`],
      ['an arrival, PostgreSQL', micro(costs.arrivalPostgres), `${command} nodes: arrivals`],
      ['a delivery that is a write of its own, node', micro(costs.delivery), `${command} nodes: large room at a calm pace, sends included`],
      [
        'a send when few share a commit, node and PostgreSQL',
        `${micro(slow.node)}, ${micro(slow.postgres)}`,
        `${command} sends: ${size.perSecond[0]} a second`,
      ],
      ['a send when many do', `${micro(fast.node)}, ${micro(fast.postgres)}`, `${command} sends: as many as it takes`],
      ['a message at a node where nobody listens', micro(costs.bell), `${command} nodes: last row`],
      ['a send on NATS', bytes(costs.bellBytes), `${command} sends: slowest pace`],
      ['a message in PostgreSQL, with indexes and words', bytes(costs.stored), `${command} sends: slowest pace`],
      ['a message in the WAL', bytes(costs.wal), `${command} sends: slowest pace`],
      ['a scope in the clock poll, node and PostgreSQL', `${micro(costs.pollNode)}, ${micro(costs.pollPostgres)}`, 'the clock poll'],
      ['a sign-in with a password, node', micro(costs.signIn), 'the sign-in'],
    ],
  )
}

function needsTable(needs: readonly Needs[], workspaces: readonly number[]): string {
  const row = (what: string, say: (needs: Needs, times: number) => string): string[] => [what, ...needs.map((each, at) => say(each, workspaces[at] ?? 1))]
  const total = (pick: (needs: Needs) => number) => (each: Needs, times: number) => count(pick(each) * times)
  return table(
    [
      'connected people',
      ...needs.map(
        ({ people }, at) =>
          `${(people * (workspaces[at] ?? 1)).toLocaleString('en')}, ${workspaces[at] === 1 ? 'one workspace' : `${workspaces[at]?.toLocaleString('en')} workspaces`}`,
      ),
    ],
    [
      row(
        'messages a second',
        total(({ messages }) => messages),
      ),
      row(
        'deliveries a second',
        total(({ deliveries }) => deliveries),
      ),
      row('nodes (without a spare one)', ({ nodes }, times) => (nodes === undefined ? '**no number is enough**' : (nodes * times).toLocaleString('en'))),
      row('share of a node’s core', ({ busy }) => `${count(busy * 100)} %`),
      row('of it for bells, for polls', ({ forBells, forPolls }) => `${count(forBells * 100)}, ${count(forPolls * 100)} %`),
      row('memory of a node for connections', ({ memory }) => bytes(memory)),
      row('commits a second, each PostgreSQL', ({ transactions }) => count(transactions)),
      row('busy cores of each PostgreSQL: writes, polls', ({ postgresWrites, postgresPolls }) => `${count(postgresWrites)}, ${count(postgresPolls)}`),
      row('scopes a node asks for', ({ scopesANode }) => count(scopesANode)),
      row('WAL of each PostgreSQL a second', ({ wal }) => bytes(wal)),
      row('kept a day, in all', ({ storedADay }, times) => bytes(storedADay * times)),
      row('out of each NATS a second', ({ bells }) => bytes(bells)),
      row(
        `all back after PostgreSQL was away: nodes, PostgreSQL with ${POSTGRES_CORES} cores`,
        (each) => `${count(each.backByNodes)}, ${count(each.backByPostgres)} s`,
      ),
      row('everybody types a password: busy core of each node', ({ signIns }) => `${count(signIns)} s`),
    ],
  )
}

function example({ people, messages, nodes }: Needs, costs: Costs): string {
  const sent = `${people.toLocaleString('en')} × ${habits.messagesAnHour} / 3,600 s = ${count(messages)}`
  return `Read the first column so: ${sent} messages a second; × ${habits.readers} = ${count(messages * habits.readers)} deliveries, each ${micro(costs.delivery)}; ${people.toLocaleString('en')} × ${bytes(costs.connectionBytes)} = ${bytes(people * costs.connectionBytes)} of memory; ${count(people)} silent connections, each ${micro(costs.silence)} a second; so ${nodes} node${nodes === 1 ? '' : 's'} by load, and one more than that to lose one. With one node there are neither bells nor polls.`
}
