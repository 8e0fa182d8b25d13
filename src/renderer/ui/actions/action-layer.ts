import { createContext } from 'react'

/** How many dialogs a component stands inside. */
export const ActionLayer = createContext(0)
