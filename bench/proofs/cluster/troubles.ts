/** What is done to the cluster, each counted on its own. */
export const troubles = {
  kill: 'a node killed with SIGKILL and started again',
  nats: 'NATS killed with SIGKILL and started again',
  postgres: 'PostgreSQL stopped -m immediate and started again',
  pause: 'a node stopped with SIGSTOP for a while',
  bells: 'bells dropped, doubled and reordered on the way to every node',
  cutBell: 'a node cut off from NATS alone',
  cutStore: 'a node cut off from PostgreSQL alone',
  failpoint: 'a node dead between its commit and its bell',
} as const
export type Trouble = keyof typeof troubles

/** One stretch of time in which something was wrong: from its begin until all nodes were whole again. */
export interface Span {
  trouble: Trouble
  from: number
  until: number
}

/** When what was wrong. One trouble at a time. */
export class Spans {
  readonly all: Span[] = []

  async during<T>(trouble: Trouble, work: () => Promise<T>): Promise<T> {
    const span = { trouble, from: performance.now(), until: Number.POSITIVE_INFINITY }
    this.all.push(span)
    try {
      return await work()
    } finally {
      span.until = performance.now()
    }
  }

  /** The last trouble that some moment between these two lay in. */
  of(from: number, until: number): Trouble | 'calm' {
    return this.all.findLast((span) => from < span.until && until >= span.from)?.trouble ?? 'calm'
  }

  ms(trouble: Trouble): number {
    return this.all.reduce((sum, span) => sum + (span.trouble === trouble ? span.until - span.from : 0), 0)
  }
}
