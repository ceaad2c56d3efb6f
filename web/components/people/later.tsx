'use client'

import { laterPart } from '../later.tsx'

/** None of it is of the first load. */
export const PeoplePart = laterPart(async () => (await import('./part.tsx')).PeoplePart)
