import { useMemo } from 'react'
import { navigate } from '../client/navigation.ts'
import { closeOverlay, openOverlay, useOverlay } from '../client/overlays.ts'
import { useSettings } from '../client/settings.ts'
import type { Route } from '../lib/route.ts'
import { visibleLine } from '../lib/visible-text.ts'
import type { Action } from '../ui/actions/action.ts'
import { useActions } from '../ui/actions/use-actions.ts'
import type { Counts } from './frame/counts.ts'
import type { OpenPlan } from './frame/use-open-plans.ts'

const everything: Route = { screen: 'board', scope: { kind: 'all' }, thread: null, tab: 'conversation' }

const places: readonly { readonly id: string; readonly title: string; readonly keys: string; readonly to: Route }[] = [
  { id: 'go.board', title: 'Board', keys: 'g b', to: everything },
  { id: 'go.inbox', title: 'Inbox', keys: 'g i', to: { screen: 'inbox' } },
  { id: 'go.plans', title: 'Plans', keys: 'g p', to: { screen: 'plans' } },
  { id: 'go.history', title: 'History', keys: 'g h', to: { screen: 'history' } },
  { id: 'go.automations', title: 'Automations', keys: 'g o', to: { screen: 'automations' } },
  { id: 'go.agents', title: 'Agents', keys: 'g a', to: { screen: 'agents' } },
  { id: 'go.settings', title: 'Settings', keys: 'g s', to: { screen: 'settings' } },
]

const going: readonly Action[] = places.map(({ to, ...place }) => ({
  ...place,
  section: 'Go to',
  run: () => navigate(to),
}))

export interface GlobalFacts {
  readonly counts: Counts
  readonly project: string | null
  readonly plans: readonly OpenPlan[]
}

/** What can be done from everywhere. Screens add their own. */
export function useGlobalActions({ counts, project, plans }: GlobalFacts): void {
  const overlay = useOverlay()
  const [settings, save] = useSettings()
  const projects = counts.projects
  const actions = useMemo((): readonly Action[] => {
    const toggle = (kind: 'palette' | 'keys') => (overlay?.kind === kind ? closeOverlay() : openOverlay({ kind }))
    return [
      {
        id: 'palette',
        title: 'Search or run a command',
        section: 'General',
        keys: 'mod+k',
        everywhere: true,
        run: () => toggle('palette'),
      },
      { id: 'keys', title: 'Show the keys', section: 'General', keys: '?', run: () => toggle('keys') },
      {
        id: 'dispatch',
        title: 'Dispatch',
        section: 'Work',
        keys: 'n',
        run: () => openOverlay({ kind: 'dispatch', project }),
      },
      {
        id: 'new-plan',
        title: 'New plan',
        section: 'Work',
        keys: 'shift+n',
        run: () => openOverlay({ kind: 'new-plan', project, goal: '' }),
      },
      {
        id: 'open-repository',
        title: 'Open a repository',
        section: 'Work',
        keys: 'mod+o',
        run: () => openOverlay({ kind: 'open-repository', path: null }),
      },
      ...going,
      ...projects.map(
        ({ project: { id, name } }): Action => ({
          id: `go.project.${id}`,
          title: `Board of ${visibleLine(name)}`,
          section: 'Go to',
          run: () => navigate({ ...everything, scope: { kind: 'project', project: id } } as Route),
        }),
      ),
      ...plans.map(
        ({ run, title }): Action => ({
          id: `go.plan.${run}`,
          title: `Open run: ${visibleLine(title)}`,
          section: 'Go to',
          run: () => navigate({ screen: 'plan', run }),
        }),
      ),
      ...(['system', 'dark', 'light'] as const).map(
        (theme): Action => ({
          id: `theme.${theme}`,
          title: theme === 'system' ? 'Theme of the system' : `${theme === 'dark' ? 'Dark' : 'Light'} theme`,
          section: 'Appearance',
          blocked: settings.theme === theme ? 'This theme is shown already.' : null,
          run: () => save({ theme }),
        }),
      ),
      {
        id: 'density',
        title: settings.density === 'compact' ? 'Comfortable rows' : 'Compact rows',
        section: 'Appearance',
        run: () => save({ density: settings.density === 'compact' ? 'comfortable' : 'compact' }),
      },
    ]
  }, [overlay, settings, save, projects, project, plans])
  useActions(actions)
}
