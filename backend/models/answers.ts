import { ChatError, LIMITS, type NewPoll, type Poll, type Priority } from '@parley/protocol'

/** A poll before the first vote. */
export const opened = ({ options, multiple = false, anonymous = false, closesAt = null }: NewPoll): Poll => ({
  options: options.map((text) => ({ text, count: 0, userIds: [] })),
  multiple,
  anonymous,
  closesAt,
  closedAt: null,
  voters: 0,
})

export const pressing = (level: Priority['level']): Priority => ({ level, count: 0, userIds: [] })

const isClosed = ({ closesAt, closedAt }: Poll, now: number): boolean => closedAt !== null || (closesAt !== null && closesAt <= now)

/** What somebody chooses, each once and in order; refused where the poll does not take it. */
export function chosenIn(poll: Poll, choices: readonly number[], now: number): number[] {
  if (isClosed(poll, now)) throw new ChatError('forbidden', 'This poll is closed')
  const chosen = [...new Set(choices)].sort((a, b) => a - b)
  if (chosen.some((choice) => choice >= poll.options.length)) throw new ChatError('invalid', 'This poll has no such option')
  if (!poll.multiple && chosen.length > 1) throw new ChatError('invalid', 'Choose one; this poll takes no more')
  return chosen
}

const named = (userIds: readonly string[], userId: string): string[] => (userIds.length < LIMITS.answersNamed ? [...userIds, userId] : [...userIds])

/** The count after somebody's vote became another: what it costs does not grow with the number of votes. */
export function recounted(poll: Poll, userId: string, before: readonly number[], now: readonly number[]): Poll {
  const options = poll.options.map((option, at) => {
    const others = option.userIds.filter((id) => id !== userId)
    const chosen = now.includes(at)
    const count = option.count - (before.includes(at) ? 1 : 0) + (chosen ? 1 : 0)
    if (poll.anonymous) return { ...option, count }
    const stays = chosen && option.userIds.includes(userId)
    return { ...option, count, userIds: stays ? option.userIds : chosen ? named(others, userId) : others }
  })
  return { ...poll, options, voters: poll.voters - (before.length > 0 ? 1 : 0) + (now.length > 0 ? 1 : 0) }
}

/** One more has noticed. */
export const noticed = (priority: Priority, userId: string): Priority => ({
  ...priority,
  count: priority.count + 1,
  userIds: named(priority.userIds, userId),
})

/** The poll with the count of these votes; null where it has that already. */
export function countedAfresh(poll: Poll, votes: readonly { userId: string; choices: readonly number[] }[]): Poll | null {
  const options = poll.options.map((option, at) => {
    const userIds = votes.flatMap(({ userId, choices }) => (choices.includes(at) ? userId : []))
    const named = poll.anonymous ? [] : userIds.slice(0, LIMITS.answersNamed)
    const keeps = option.userIds.length <= named.length && option.userIds.every((id) => userIds.includes(id))
    return { ...option, count: userIds.length, userIds: keeps && !poll.anonymous ? option.userIds : named }
  })
  const next = { ...poll, options, voters: votes.filter(({ choices }) => choices.length > 0).length }
  return JSON.stringify(next) === JSON.stringify(poll) ? null : next
}

/** The same of who noticed. */
export function noticedAfresh(priority: Priority, userIds: readonly string[]): Priority | null {
  const next = { ...priority, count: userIds.length, userIds: userIds.slice(0, LIMITS.answersNamed) }
  return next.count === priority.count ? null : next
}
