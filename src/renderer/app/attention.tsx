import { useEffect } from 'react'
import { useDesktop } from '../client/desktop.ts'

/** How much waits for the person, where it is seen while the window isn't: its title, and the desktop's badge. */
export function Attention({ waiting }: { readonly waiting: number }) {
  const desktop = useDesktop()
  useEffect(() => {
    document.title = waiting === 0 ? 'Switchyard' : `(${waiting}) Switchyard`
    // A shell that ends at this moment takes its badge with it.
    desktop?.setAttention({ waiting }).catch(() => undefined)
  }, [waiting, desktop])
  return null
}
