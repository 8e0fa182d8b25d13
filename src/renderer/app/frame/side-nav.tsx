import type { ReactNode } from 'react'
import { classNames } from '../../lib/class-names.ts'
import { formatRoute, type Route } from '../../lib/route.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Tooltip } from '../../ui/tooltip.tsx'
import type { Counts } from './counts.ts'
import { NavIcon, type NavShape } from './nav-icon.tsx'
import type { OpenPlan } from './use-open-plans.ts'

export interface SideNavProps {
  readonly route: Route
  readonly counts: Counts
  readonly agents: number
  readonly plans: readonly OpenPlan[]
}

const board = (scope: Extract<Route, { screen: 'board' }>['scope']): Route => ({
  screen: 'board',
  scope,
  thread: null,
  tab: 'conversation',
})

/** The screens and the projects. Below the nav breakpoint only their signs are left. */
export function SideNav({ route, counts, agents, plans }: SideNavProps) {
  const scope = route.screen === 'board' ? route.scope : null
  return (
    <nav
      aria-label="Screens"
      className="flex min-h-0 flex-col gap-px overflow-y-auto border-r border-line bg-panel p-2 max-labels:px-1.5"
    >
      <Entry to={board({ kind: 'all' })} on={scope !== null && scope.kind !== 'project'} name="Board" shape="board">
        {counts.live > 0 && <Count>{counts.live} live</Count>}
      </Entry>
      <Entry to={{ screen: 'inbox' }} on={route.screen === 'inbox'} name="Inbox" shape="inbox">
        {counts.attention > 0 && <Count loud>{counts.attention}</Count>}
      </Entry>
      <Entry to={{ screen: 'plans' }} on={route.screen === 'plans'} name="Plans" shape="plan" />
      <Entry to={{ screen: 'history' }} on={route.screen === 'history'} name="History" shape="history" />
      <Heading bare={counts.projects.length === 0}>Projects</Heading>
      {counts.projects.map(({ project, live }) => (
        <Entry
          key={project.id}
          to={board({ kind: 'project', project: project.id })}
          on={scope?.kind === 'project' && scope.project === project.id}
          name={visibleLine(project.name)}
          shape={null}
        >
          {live > 0 && <Count>{live}</Count>}
        </Entry>
      ))}
      {counts.projects.length === 0 && (
        <p className="px-2 py-1 text-12 text-faint max-labels:hidden">None opened yet</p>
      )}
      {plans.length > 0 && <Heading>Runs</Heading>}
      {plans.map(({ run, title, draft }) => (
        <Entry
          key={run}
          to={{ screen: 'plan', run }}
          on={route.screen === 'plan' && route.run === run}
          name={visibleLine(title)}
          shape="plan"
        >
          {draft && <Count>draft</Count>}
        </Entry>
      ))}
      <Heading>Set-up</Heading>
      <Entry to={{ screen: 'automations' }} on={route.screen === 'automations'} name="Automations" shape="automations">
        {counts.automations > 0 && <Count>{counts.automations} on</Count>}
      </Entry>
      <Entry to={{ screen: 'agents' }} on={route.screen === 'agents'} name="Agents" shape="agents">
        {agents > 0 && <Count>{agents}</Count>}
      </Entry>
      <Entry to={{ screen: 'settings' }} on={route.screen === 'settings'} name="Settings" shape="settings" />
    </nav>
  )
}

interface EntryProps {
  readonly to: Route
  readonly on: boolean
  readonly name: string
  /** Null for a project, which shows its first letters. */
  readonly shape: NavShape | null
  readonly children?: ReactNode
}

function Entry({ to, on, name, shape, children }: EntryProps) {
  return (
    <Tooltip tip={{ text: name }}>
      <a
        href={formatRoute(to)}
        aria-current={on ? 'page' : undefined}
        className={classNames(
          'relative flex shrink-0 items-center gap-2 rounded px-2 py-1 max-labels:h-8 max-labels:justify-center max-labels:px-0',
          on ? 'bg-raised font-medium text-text' : 'text-muted hover:bg-raised hover:text-text',
        )}
      >
        <span className="hidden max-labels:inline">
          {shape === null ? <span className="text-12">{initials(name)}</span> : <NavIcon shape={shape} />}
        </span>
        <span className="truncate max-labels:sr-only">{name}</span>
        {children}
      </a>
    </Tooltip>
  )
}

/** A line where there is no room for words; none above nothing. */
function Heading({ bare = false, children }: { readonly bare?: boolean; readonly children: ReactNode }) {
  return (
    <h2
      className={classNames(
        'mx-2 mt-3 mb-[3px] text-11 font-medium text-faint max-labels:mx-1 max-labels:my-2 max-labels:h-px max-labels:bg-line max-labels:text-transparent',
        bare && 'max-labels:hidden',
      )}
    >
      {children}
    </h2>
  )
}

function Count({ loud = false, children }: { readonly loud?: boolean; readonly children: ReactNode }) {
  return (
    <span
      className={classNames(
        'ml-auto text-12',
        loud
          ? 'rounded bg-you px-1.5 font-bold text-on-you max-labels:absolute max-labels:-top-0.5 max-labels:right-0 max-labels:px-1 max-labels:text-11'
          : 'text-faint max-labels:sr-only',
      )}
    >
      {children}
    </span>
  )
}

function initials(name: string): string {
  const words = name.split(/[\s._/-]+/).filter((word) => word !== '')
  return (words.length > 1 ? words.slice(0, 2).map((word) => word.charAt(0)) : [name.slice(0, 2)]).join('')
}
