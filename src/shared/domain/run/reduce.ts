import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { RunEvent } from './events.ts'
import { addedSpend, noSpend } from './spend.ts'
import type { Run, RunPlan, RunPolicy, RunState } from './state.ts'

type Created = Extract<RunEvent, { type: 'run.created' }>
type Later = Exclude<RunEvent, Created>
type Step<Type extends Later['type']> = (
  run: Run,
  event: Extract<Later, { type: Type }>,
  envelope: EventEnvelope,
) => Run

export function reduceRun(state: Run | undefined, event: RunEvent, envelope: EventEnvelope): Run {
  if (event.type === 'run.created') {
    const { type: _type, ...facts } = event
    return { ...facts, attempts: 0, thread: null, createdAt: envelope.at }
  }
  const step = steps[event.type] as Step<typeof event.type>
  return step(existing(state, event), event as never, envelope)
}

const steps: { readonly [Type in Later['type']]: Step<Type> } = {
  'run.attempted': (run, { thread }) => ({ ...run, attempts: run.attempts + 1, thread }),
  'run.planned': (run, { kind, parent, place, planner, policy, state }, { at }) => ({
    ...run,
    plan: { kind, state, policy, place, planner, parent, confirmed: 0, warned: 0, since: at },
  }),
  'run.proposed': (run, { goal, policy, turn }, { at }) => ({
    ...withPlan(run, {
      state: { kind: 'draft' },
      since: at,
      policy,
      ...(turn === undefined ? {} : { proposedIn: turn }),
    }),
    goal,
  }),
  'run.proposal-voided': (run, _event, { at }) => withPlan(run, { state: { kind: 'planning' }, since: at }),
  'run.approved': (run, { confirmed }, { at }) => withPlan(run, { state: { kind: 'running' }, since: at, confirmed }),
  'run.configured': (run, { goal, policy }) => ({
    ...withPlan(run, { policy, ...warnedAgain(run, policy) }),
    ...(goal === undefined ? {} : { goal }),
  }),
  'run.paused': (run, { by }, { at }) => withPlan(run, { state: { kind: 'paused', by }, since: at }),
  'run.resumed': (run, _event, { at }) => withPlan(run, { state: resumed(run.plan), since: at }),
  'run.stopped': (run, _event, { at }) => withPlan(run, { state: stopped(run.plan), since: at }),
  'run.budget-reached': (run, { percent }) => withPlan(run, { warned: percent }),
  'run.spent': (run, { spend }) => withPlan(run, { spent: addedSpend(run.plan?.spent ?? noSpend, spend) }),
  'run.switched': (run, { because, teams, topology }, { at }) =>
    run.plan === undefined
      ? run
      : withPlan(run, { policy: { ...run.plan.policy, topology, teams }, switched: { because, at } }),
  'run.noted': (run) => run,
}

function stopped(plan: RunPlan | undefined): RunState {
  const kind = plan?.state.kind
  return kind === 'planning' || kind === 'draft' ? { kind: 'stopped', before: kind } : { kind: 'stopped' }
}

/** A plan that nobody has approved still waits for that. */
function resumed(plan: RunPlan | undefined): RunState {
  const before = plan?.state.kind === 'stopped' ? plan.state.before : undefined
  return { kind: before ?? 'running' }
}

/** Of another budget nothing was said yet. */
function warnedAgain(run: Run, { budget }: RunPolicy): Partial<RunPlan> {
  const before = run.plan?.policy.budget
  const same = before?.tokens === budget.tokens && before?.cost === budget.cost && before?.minutes === budget.minutes
  return same ? {} : { warned: 0 }
}

function withPlan(run: Run, change: Partial<RunPlan>): Run {
  return run.plan === undefined ? run : { ...run, plan: { ...run.plan, ...change } }
}
