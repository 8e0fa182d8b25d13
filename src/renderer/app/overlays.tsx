import { lazy } from 'react'
import { closeOverlay, useOverlay } from '../client/overlays.ts'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const KeyMap = lazy(async () => ({ default: (await import('./key-map.tsx')).KeyMap }))
const DispatchDialog = lazy(async () => ({
  default: (await import('../features/dispatch/dispatch-dialog.tsx')).DispatchDialog,
}))
const NewPlanDialog = lazy(async () => ({
  default: (await import('../features/plan-start/new-plan-dialog.tsx')).NewPlanDialog,
}))
const AwayDialog = lazy(async () => ({ default: (await import('../features/away/away-dialog.tsx')).AwayDialog }))
const DigestDialog = lazy(async () => ({
  default: (await import('../features/away/digest-dialog.tsx')).DigestDialog,
}))
const OpenRepositoryDialog = lazy(async () => ({
  default: (await import('../features/dispatch/open-repository-dialog.tsx')).OpenRepositoryDialog,
}))

/** What lies over the screens, if anything does. */
export function Overlays() {
  const overlay = useOverlay()
  switch (overlay?.kind) {
    case undefined:
      return null
    case 'palette':
      return <Palette />
    case 'keys':
      return <KeyMap />
    case 'dispatch':
      return <DispatchDialog project={overlay.project} onClose={closeOverlay} />
    case 'new-plan':
      return <NewPlanDialog project={overlay.project} goal={overlay.goal} onClose={closeOverlay} />
    case 'away':
      return <AwayDialog onClose={closeOverlay} />
    case 'digest':
      return <DigestDialog since={overlay.since} onClose={closeOverlay} />
    case 'open-repository':
      return <OpenRepositoryDialog path={overlay.path} onClose={closeOverlay} />
  }
}
