import { useEffect, useRef, useState } from 'react'
import type { Firings } from './use-firings.ts'

export interface OpenFirings {
  isOpen(id: string): boolean
  toggle(id: string): void
}

/** Pages that are read for a firing that an address names. */
const mostPages = 20

/** Which firings are open: those a person opened, and the one that the address names, which is looked for. */
export function useOpenFiring(named: string | null, { rows, more, loading, earlier }: Firings): OpenFirings {
  const [changed, setChanged] = useState<Readonly<Record<string, boolean>>>({})
  const pages = useRef(0)
  const missing = named !== null && rows !== null && !rows.some(({ id }) => id === named)
  useEffect(() => {
    if (!missing || !more || loading || pages.current >= mostPages) return
    pages.current += 1
    earlier()
  }, [missing, more, loading, earlier])
  const isOpen = (id: string) => changed[id] ?? id === named
  return { isOpen, toggle: (id) => setChanged((last) => ({ ...last, [id]: !(last[id] ?? id === named) })) }
}
