import { createContext, useContext } from 'react'
import type { PeopleQuestion } from '../components/people/dialogs.tsx'

export type DialogName = 'jump' | 'browse' | 'create' | 'direct' | 'shortcuts'
/** A dialog by its name, or with what it is about. */
export type DialogAsked = DialogName | PeopleQuestion

/** Opens one of the workspace's dialogs, or closes the one that is open with null. */
export const DialogsContext = createContext<(asked: DialogAsked | null) => void>(() => {})
export const useDialogs = (): ((asked: DialogAsked | null) => void) => useContext(DialogsContext)
