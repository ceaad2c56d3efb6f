import { createContext, useContext } from 'react'
import type { PeopleDialogName } from '../components/people/dialogs.tsx'

export type DialogName = 'jump' | 'browse' | 'create' | 'direct' | 'shortcuts' | PeopleDialogName

/** Opens one of the workspace's dialogs, or closes the one that is open with null. */
export const DialogsContext = createContext<(name: DialogName | null) => void>(() => {})
export const useDialogs = (): ((name: DialogName | null) => void) => useContext(DialogsContext)
