/** Where somebody dies with what is to be done later: with the lease and nothing done, or when it is done and nobody was told. */
export const deeds = ['holding', 'committed'] as const

/**
 * Where somebody dies on the way from a message to a device and a mailbox: it is written and no job tells of it; whom it concerns is put down and
 * the channel's mark is not; before a push and after it; before a mail is put down, after that, and when the other server has it.
 */
export const steps = ['said', 'thought of', 'to push', 'pushed', 'to mail', 'mail begun', 'mailed'] as const

export type Step = (typeof steps)[number]
export type Point = (typeof deeds)[number] | Step
