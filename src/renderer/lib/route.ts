import { automationName } from '../../shared/domain/automation/automation-id.ts'
/** Which threads the board shows. */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'run'; readonly run: string }

/** What is shown of a run: the plan where nothing is said. */
export type RunTab = 'plan' | 'timeline' | 'attempts' | 'ask'

export type ThreadTab = 'conversation' | 'changes' | 'terminal' | 'checks' | 'peers' | 'why'

/** An automation within its project: the name of its file, and whose file it is. */
export interface AutomationPlace {
  readonly name: string
  readonly scope: 'project' | 'own'
}

/** A place in the interface. */
export type Route =
  | {
      readonly screen: 'board'
      readonly scope: Scope
      /** Shown in the panel beside the board. */
      readonly thread: string | null
      readonly tab: ThreadTab
    }
  | { readonly screen: 'review'; readonly thread: string }
  /** A run: its plan, how it goes, and one of its tasks. */
  | { readonly screen: 'plan'; readonly run: string; readonly tab?: RunTab; readonly task?: string }
  | { readonly screen: 'plans' }
  | { readonly screen: 'inbox' }
  | { readonly screen: 'history' }
  /** Of a project, the one used last where none is named; `firing`: opened in the list of what it did. */
  | {
      readonly screen: 'automations'
      readonly project?: string
      readonly automation?: AutomationPlace
      readonly firing?: string
    }
  | { readonly screen: 'agents' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'welcome' }

export const defaultRoute: Route = { screen: 'board', scope: { kind: 'all' }, thread: null, tab: 'conversation' }

const tabs: readonly ThreadTab[] = ['conversation', 'changes', 'terminal', 'checks', 'peers', 'why']
const runTabs: readonly RunTab[] = ['timeline', 'attempts', 'ask']
const id = /^[A-Za-z0-9][\w-]{0,63}$/

/** The route as the part of an address after `#`. */
export function formatRoute(route: Route): string {
  if (route.screen === 'review') return `#/review/${route.thread}`
  if (route.screen === 'plan') return formatRun(route)
  if (route.screen === 'automations') return formatAutomations(route)
  if (route.screen !== 'board') return `#/${route.screen}`
  const query = new URLSearchParams()
  if (route.thread !== null) query.set('thread', route.thread)
  if (route.tab !== 'conversation') query.set('tab', route.tab)
  const suffix = query.size === 0 ? '' : `?${query}`
  return `#/board${scopePath(route.scope)}${suffix}`
}

function formatRun({ run, tab = 'plan', task }: Extract<Route, { screen: 'plan' }>): string {
  const query = task === undefined ? '' : `?task=${task}`
  return `#/plan/${run}${tab === 'plan' ? '' : `/${tab}`}${query}`
}

function formatAutomations({ project, automation, firing }: Extract<Route, { screen: 'automations' }>): string {
  if (project === undefined) return '#/automations'
  if (automation === undefined) return `#/automations/${project}`
  const query = firing === undefined ? '' : `?firing=${firing}`
  return `#/automations/${project}/${automation.scope === 'own' ? 'own/' : ''}${automation.name}${query}`
}

function scopePath(scope: Scope): string {
  switch (scope.kind) {
    case 'all':
      return ''
    case 'project':
      return `/project/${scope.project}`
    case 'run':
      return `/run/${scope.run}`
  }
}

/** The route that an address names; null where it names none. */
export function parseRoute(hash: string): Route | null {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  const [, screen, ...rest] = path.split('/')
  switch (screen) {
    case 'board':
      return parseBoard(rest, new URLSearchParams(query))
    case 'review':
      return rest.length === 1 && id.test(rest[0] ?? '') ? { screen, thread: rest[0] ?? '' } : null
    case 'plan':
      return parseRun(rest, new URLSearchParams(query))
    case 'automations':
      return parseAutomations(rest, new URLSearchParams(query))
    case 'plans':
    case 'inbox':
    case 'history':
    case 'agents':
    case 'settings':
    case 'welcome':
      return rest.length === 0 ? { screen } : null
    default:
      return null
  }
}

function parseRun([run = '', tab, ...more]: readonly string[], query: URLSearchParams): Route | null {
  const known = runTabs.find((one) => one === tab)
  if (!id.test(run) || more.length > 0 || (tab !== undefined && known === undefined)) return null
  const task = query.get('task')
  return {
    screen: 'plan',
    run,
    ...(known === undefined ? {} : { tab: known }),
    ...(task !== null && id.test(task) ? { task } : {}),
  }
}

function parseAutomations(rest: readonly string[], query: URLSearchParams): Route | null {
  const [project, ...place] = rest
  if (project === undefined) return { screen: 'automations' }
  const scope = place.length === 2 && place[0] === 'own' ? 'own' : 'project'
  const name = scope === 'own' ? place[1] : place[0]
  if (!id.test(project) || place.length > (scope === 'own' ? 2 : 1)) return null
  if (name === undefined) return { screen: 'automations', project }
  const firing = query.get('firing')
  if (!automationName.test(name)) return null
  return {
    screen: 'automations',
    project,
    automation: { name, scope },
    ...(firing !== null && id.test(firing) ? { firing } : {}),
  }
}

function parseBoard(rest: readonly string[], query: URLSearchParams): Route | null {
  const scope = parseScope(rest)
  if (scope === null) return null
  const thread = query.get('thread')
  const tab = tabs.find((one) => one === query.get('tab')) ?? 'conversation'
  return { screen: 'board', scope, thread: thread !== null && id.test(thread) ? thread : null, tab }
}

function parseScope(rest: readonly string[]): Scope | null {
  const [kind, value = '', ...more] = rest
  if (kind === undefined) return { kind: 'all' }
  if (more.length > 0 || !id.test(value)) return null
  if (kind === 'project') return { kind, project: value }
  return kind === 'run' ? { kind, run: value } : null
}
