import { costs } from './costs.ts'
import { idle } from './idle.ts'
import { fixedPaces } from './paces.ts'
import { rooms } from './rooms.ts'
import type { Row } from './row.ts'
import { sends } from './sends.ts'
import { storm } from './storm.ts'

/** The rows of the table, in the order of the issue. */
export const rows: readonly Row[] = [...rooms, ...fixedPaces, ...sends, idle, storm, ...costs]
