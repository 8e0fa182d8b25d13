import { type RunRest, runRest } from '../automation/rest.ts'
import type { Firing, FiringState } from '../automation/state.ts'
import type { Simulation } from './simulation.ts'

/** What is wrong with what automations count, and with who holds which key. */
export function wrongCounts({ model }: Simulation): readonly string[] {
  const firings = [...model.firing.values()]
  const wrong = [...model.automation.values()].flatMap((one) => {
    const own = firings.filter((firing) => firing.automation === one.id)
    const of = (...kinds: readonly string[]) => own.filter(({ state }) => kinds.includes(state.kind))
    const reserved = own.reduce((sum, firing) => sum + (firing.reserved ?? 0), 0)
    return [
      ...differs(`held by ${one.id}`, one.held, of('held').length),
      ...differs(`under way by ${one.id}`, one.underWay, of('dispatching', 'under-way').length),
      ...differs(`set aside by ${one.id}`, Math.round(one.spent.reserved * 1000), Math.round(reserved * 1000)),
      ...differs(`fired by ${one.id}`, one.counts.fired, own.length),
      ...differs(`skipped by ${one.id}`, one.counts.skipped, of('skipped').length),
      ...differs(`over of ${one.id}`, one.counts.over, of('over').length),
      ...differs(`dispatched by ${one.id}`, one.counts.dispatched, own.length - of('held', 'skipped').length),
    ]
  })
  const claims = [...model.claim.values()].flatMap(({ firing, id, released }) => {
    const holders = firings.filter(({ claim, state }) => claim === id && state.kind !== 'skipped')
    if (holders.length > 1) return [`${id} is dispatched ${holders.length} times`]
    const holds = holders[0]?.id === firing
    const elsewhere = firings.some((one) => one.id === firing && isElsewhere(one))
    return holds === !released || elsewhere ? [] : [`${id} is ${released ? 'free' : 'taken'} by ${firing}`]
  })
  const reasonless = firings.filter(({ reason }) => reason === '').map(({ id }) => `${id} has no reason`)
  return [...wrong, ...claims, ...reasonless]
}

function isElsewhere({ state }: Firing): boolean {
  return state.kind === 'skipped' && state.code === 'elsewhere'
}

function differs(what: string, counted: number, found: number): readonly string[] {
  return counted === found ? [] : [`${counted} are counted as ${what}, and there are ${found}`]
}

/** Dispatches that are counted as something else than their run is. */
export function unfollowed({ model }: Simulation): readonly string[] {
  return [...model.firing.values()].flatMap(({ id, state }) => {
    if (state.kind !== 'under-way' && state.kind !== 'rested') return []
    const run = model.run.get(state.run)
    const rest = run === undefined ? null : runRest(model, run)
    const [counted, now] = [standing(state), rest === null ? null : standing(rest)]
    return now === null || now === counted ? [] : [`${id} counts as ${counted}, and its run is ${now}`]
  })
}

function standing(of: RunRest | Extract<FiringState, { kind: 'under-way' | 'rested' }>): string {
  const how = of.kind === 'rested' ? `rested ${of.as}` : of.kind.replace('under-way', 'moving')
  return `${how} in ${of.thread}`
}
