/** The wire as types, and the few tables a client needs at run time: limits, errors, closes, version. */

export type * from './answers.ts'
export * from './closes.ts'
export type * from './commands.ts'
export * from './errors.ts'
export type * from './events.ts'
export type * from './frames.ts'
export type * from './later.ts'
export * from './limits.ts'
export type * from './notify.ts'
export type * from './rest.ts'
export type * from './rows.ts'
export * from './version.ts'
