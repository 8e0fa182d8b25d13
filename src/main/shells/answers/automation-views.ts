import type { AutomationFacts } from '../../../shared/contract/automation-views.ts'
import type { Automation, Firing } from '../../../shared/domain/automation/state.ts'
import type { Project } from '../../../shared/domain/project/state.ts'

/** What the command line answers about one automation. */
export interface AutomationView {
  readonly name: string
  readonly project: string
  readonly scope: Automation['scope']
  readonly file: string | null
  readonly on: boolean
  /** `fine`, or what keeps it from working, in words. */
  readonly health: readonly string[]
  readonly when: string | null
  /** Milliseconds since the epoch. */
  readonly next: number | null
  /** Path below the host's address at which its webhook is taken in; null without one. */
  readonly webhook: string | null
  readonly fired: number
  readonly dispatched: number
  readonly skipped: number
  readonly held: number
  readonly underWay: number
  readonly useful: number
  readonly over: number
  /** US dollars. */
  readonly spentToday: number
  readonly spent: number
  readonly revision: string
  /** Revision that waits for a yes, with what it may do more. */
  readonly proposed: { readonly revision: string; readonly widens: readonly string[] } | null
}

interface Around {
  readonly project: Project
  readonly facts: AutomationFacts | undefined
  /** The present day, as `spent` counts it: `2026-11-20`. */
  readonly today: string
}

export function automationView(automation: Automation, { facts, project, today }: Around): AutomationView {
  const { counts, held, name, on, proposed, revision, scope, spent, underWay } = automation
  return {
    name,
    project: project.name,
    scope,
    file: facts?.file ?? null,
    on,
    health: healthOf(automation, project),
    when: facts?.when ?? null,
    next: facts?.next ?? null,
    webhook: facts?.webhook ?? null,
    fired: counts.fired,
    dispatched: counts.dispatched,
    skipped: counts.skipped,
    held,
    underWay,
    useful: counts.useful,
    over: counts.over,
    spentToday: spent.day === today ? spent.cost : 0,
    spent: automation.costInAll,
    revision,
    proposed: proposed === undefined ? null : { revision: proposed.revision, widens: proposed.widens },
  }
}

function healthOf(automation: Automation, project: Project): readonly string[] {
  const { goneSince, health, problems = [], proposed } = automation
  return [
    ...(goneSince === undefined ? [] : ['Its file is gone.']),
    ...problems.map(({ column, line, message, remedy }) => `Line ${line}, column ${column}: ${message} ${remedy}`),
    ...(proposed === undefined ? [] : ['A newer version of its file waits for a yes.']),
    ...Object.entries(health).map(([trigger, { failure }]) => `${trigger}: ${failure.message} ${failure.remedy}`),
    ...(project.automationsPausedSince === undefined ? [] : ['The automations of its project are paused.']),
  ]
}

export type FiringView = Pick<
  Firing,
  'id' | 'trigger' | 'subject' | 'source' | 'verdicts' | 'key' | 'reason' | 'firedAt' | 'decidedAt' | 'cost' | 'done'
> & {
  readonly state: Firing['state']['kind']
  readonly code: string | null
  readonly run: string | null
  readonly thread: string | null
}

export function firingView(firing: Firing): FiringView {
  const { state } = firing
  return {
    id: firing.id,
    state: state.kind,
    code: 'code' in state ? state.code : null,
    reason: firing.reason,
    trigger: firing.trigger,
    subject: firing.subject,
    source: firing.source,
    verdicts: firing.verdicts,
    key: firing.key,
    firedAt: firing.firedAt,
    decidedAt: firing.decidedAt,
    cost: firing.cost,
    done: firing.done,
    run: 'run' in state ? state.run : null,
    thread: 'thread' in state ? state.thread : null,
  }
}
