import { create } from 'zustand'

/** Whether the composer opened the dialog for repositories, and takes over again once one is chosen. */
export const useReturn = create<{ readonly toDispatch: boolean }>(() => ({ toDispatch: false }))
