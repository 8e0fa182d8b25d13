import { lazy } from 'react'

/** Where features meet: components of one that another shows, handed over as properties. */
export const PermissionSlot = lazy(async () => ({
  default: (await import('../features/permission/permission-card.tsx')).PermissionCard,
}))
export const ChangesSlot = lazy(async () => ({
  default: (await import('../features/review/changes-tab.tsx')).ChangesTab,
}))
export const TerminalSlot = lazy(async () => ({
  default: (await import('../features/terminal/terminal-tab.tsx')).TerminalTab,
}))
