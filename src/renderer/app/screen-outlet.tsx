import { lazy } from 'react'
import { useModel } from '../client/model-hooks.ts'
import type { Route } from '../lib/route.ts'
import { QuietLoading } from '../ui/quiet-loading.tsx'
import { BoardScreen } from './board-screen.tsx'
import { ReviewFacts } from './review-facts.tsx'
import { automationSlots, OutboundSlot, PermissionSlot } from './slots.tsx'

const Review = lazy(async () => ({ default: (await import('../features/review/review.tsx')).Review }))
const RunOutlet = lazy(async () => ({ default: (await import('./run-outlet.tsx')).RunOutlet }))
const RunList = lazy(async () => ({ default: (await import('../features/run/list/run-list.tsx')).RunList }))
const Inbox = lazy(async () => ({ default: (await import('../features/inbox/inbox.tsx')).Inbox }))
const History = lazy(async () => ({ default: (await import('../features/history/history.tsx')).History }))
const Automations = lazy(async () => ({
  default: (await import('../features/automations/automations.tsx')).Automations,
}))
const Agents = lazy(async () => ({ default: (await import('../features/agents/agents.tsx')).Agents }))
const SettingsScreen = lazy(async () => ({
  default: (await import('../features/settings/settings-screen.tsx')).SettingsScreen,
}))
const Welcome = lazy(async () => ({ default: (await import('../features/onboarding/welcome.tsx')).Welcome }))

/** The screen of a route. Nothing is shown before the model is complete, so that nothing empty flashes. */
export function ScreenOutlet({ route, loaded }: { readonly route: Route; readonly loaded: boolean }) {
  const untouched = useModel((model) => model.project.size === 0 && model.thread.size === 0)
  if (!loaded) return <QuietLoading text="Reading the board" className="p-4" />
  switch (route.screen) {
    case 'board':
      return untouched ? <Welcome /> : <BoardScreen route={route} />
    case 'review':
      return <Review key={route.thread} thread={route.thread} Facts={ReviewFacts} />
    case 'plan':
      return <RunOutlet key={route.run} route={route} />
    case 'plans':
      return <RunList />
    case 'inbox':
      return <Inbox Permission={PermissionSlot} Outbound={OutboundSlot} />
    case 'history':
      return <History />
    case 'automations':
      return <Automations route={route} slots={automationSlots} />
    case 'agents':
      return <Agents />
    case 'settings':
      return <SettingsScreen />
    case 'welcome':
      return <Welcome />
  }
}
