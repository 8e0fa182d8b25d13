import { Suspense, useEffect, useMemo } from 'react'
import type { Model } from '../../shared/domain/model.ts'
import { refreshAgents, useAgents } from '../client/agents.ts'
import { useModel } from '../client/model-hooks.ts'
import { useRoute } from '../client/navigation.ts'
import { useSettings } from '../client/settings.ts'
import { useHost } from '../client/store.ts'
import { FreezeBanner } from '../features/away/freeze-banner.tsx'
import { useAwayActions } from '../features/away/use-away-actions.ts'
import { useReturn } from '../features/away/use-return.ts'
import { explain } from '../lib/refusal.ts'
import { formatRoute, type Route } from '../lib/route.ts'
import { visibleLine } from '../lib/visible-text.ts'
import { dispatchKeys } from '../ui/actions/dispatch-keys.ts'
import { Announcer, announce } from '../ui/announce.tsx'
import { Toaster } from '../ui/toaster.tsx'
import { TooltipHost } from '../ui/tooltip.tsx'
import { Attention } from './attention.tsx'
import { EndedNote } from './ended-note.tsx'
import { FaultBoundary } from './fault-boundary.tsx'
import { SideNav } from './frame/side-nav.tsx'
import { StatusBar } from './frame/status-bar.tsx'
import { TopBar } from './frame/top-bar.tsx'
import { useCounts } from './frame/use-counts.ts'
import { useOpenPlans } from './frame/use-open-plans.ts'
import { Overlays } from './overlays.tsx'
import { ScreenOutlet } from './screen-outlet.tsx'
import { useAppearance } from './theme.ts'
import { useDesktopPlaces } from './use-desktop-places.ts'
import { useGlobalActions } from './use-global-actions.ts'
import { useLastRoute } from './use-last-route.ts'

/** The window: what is around the screens, and the screen. */
export function App() {
  const route = useRoute()
  const status = useHost((state) => state.status)
  const loaded = useHost((state) => state.loaded)
  const online = useHost((state) => state.api !== null)
  const counts = useCounts()
  const plans = useOpenPlans()
  const agents = useAgents()
  const [settings] = useSettings()
  const project = useModel((model) =>
    projectOf(route, route.screen === 'plan' ? model.run.get(route.run) : threadOf(model, route)),
  )
  const projectName = useModel((model) => (project === null ? null : (model.project.get(project)?.name ?? null)))
  const ready = useMemo(() => agents.filter((agent) => agent.state.kind === 'ready').length, [agents])
  useAppearance(settings)
  useGlobalActions({ counts, project, plans })
  useAwayActions()
  useReturn(loaded)
  useLastRoute(loaded)
  useDesktopPlaces()
  useEffect(() => dispatchKeys({ refused: (action) => announce(explain(action.blocked ?? '')) }), [])
  useEffect(() => {
    if (online) void refreshAgents()
  }, [online])
  return (
    <div className="grid h-full grid-cols-[var(--spacing-nav)_minmax(0,1fr)] grid-rows-[var(--spacing-bar)_minmax(0,1fr)_var(--spacing-status)] max-labels:grid-cols-[var(--spacing-rail)_minmax(0,1fr)]">
      <TopBar place={projectName === null ? screenNames[route.screen] : visibleLine(projectName)} project={project} />
      <SideNav route={route} counts={counts} agents={ready} plans={plans} />
      <main className="relative flex min-h-0 min-w-0 flex-col overflow-hidden" data-screen={route.screen}>
        <FreezeBanner />
        {status.kind === 'ended' ? (
          <EndedNote failure={status.failure} />
        ) : (
          <FaultBoundary
            part="This screen"
            resetKey={route.screen === 'review' || route.screen === 'plan' ? formatRoute(route) : route.screen}
          >
            <Suspense fallback={null}>
              <ScreenOutlet route={route} loaded={loaded} />
            </Suspense>
          </FaultBoundary>
        )}
      </main>
      <StatusBar counts={counts} status={status} />
      <FaultBoundary part="What was opened here" resetKey={formatRoute(route)}>
        <Suspense fallback={null}>
          <Overlays />
        </Suspense>
      </FaultBoundary>
      <Attention waiting={counts.attention} />
      <TooltipHost />
      <Toaster />
      <Announcer />
    </div>
  )
}

const screenNames: Readonly<Record<Route['screen'], string>> = {
  board: 'Everything',
  review: 'Review',
  plan: 'Plan',
  plans: 'Plans',
  inbox: 'Inbox',
  history: 'History',
  automations: 'Automations',
  agents: 'Agents',
  settings: 'Settings',
  welcome: '',
}

function threadOf(model: Model, route: Route) {
  return model.thread.get('thread' in route ? (route.thread ?? '') : '')
}

/** The project that the window is about: the scope's, or that of the thread or plan in sight. */
function projectOf(route: Route, inSight: { readonly project: string } | undefined): string | null {
  if (route.screen === 'board' && route.scope.kind === 'project') return route.scope.project
  if (route.screen === 'automations') return route.project ?? null
  return inSight?.project ?? null
}
