/** The schemas as values, for servers and tests. Browsers take the types from the index and load no schema library. */
export * from './answers.ts'
export * from './commands.ts'
export * from './events.ts'
export * from './fields.ts'
export * from './frames.ts'
export * from './notify.ts'
export * from './rest.ts'
export * from './rows.ts'
