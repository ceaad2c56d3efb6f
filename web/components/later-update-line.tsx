'use client'

import { laterPart } from './later.tsx'

/** Whether a newer version waits is asked once the page stands. */
export const LaterUpdateLine = laterPart(async () => (await import('./update-line.tsx')).UpdateLine)
