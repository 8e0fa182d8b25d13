import { createContext, useContext, useState } from 'react'

/** What a reader opened and closed, by name; outlives rows that scroll out of view. */
export const OpenedEntries = createContext<Map<string, boolean>>(new Map())

export function useOpened(name: string, atFirst = false): [boolean, () => void] {
  const memory = useContext(OpenedEntries)
  const [open, setOpen] = useState(memory.get(name) ?? atFirst)
  const toggle = () => {
    memory.set(name, !open)
    setOpen(!open)
  }
  return [open, toggle]
}
