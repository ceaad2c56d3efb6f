import { laterPart } from '../later.tsx'
import { Skeleton } from '../skeleton.tsx'

/** The account screens: who is signed in does not wait for their code. */
export const WayIn = laterPart(async () => (await import('./account-screen.tsx')).AccountScreen, <Skeleton />)
