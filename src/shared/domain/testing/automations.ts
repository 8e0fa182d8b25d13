import type { AutomationId, ClaimId, FiringId, ProjectId, PromptId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { Delivery } from '../automation/commands.ts'
import type { AutomationDefinition, AutomationLimits } from '../automation/definition.ts'
import type { Automation, AutomationScope, Firing } from '../automation/state.ts'
import type { Command } from '../command.ts'
import type { Decision } from '../decision.ts'
import { Simulation } from './simulation.ts'

const noLimits: AutomationLimits = {
  parallel: null,
  cooldownMs: null,
  cost: null,
  costPerDay: null,
  quiet: null,
  quietThen: 'hold',
}

/** The smallest definition, with these limits and anything else that is to be different. */
export function definitionWith(
  limits: Partial<AutomationLimits> = {},
  more: Partial<Omit<AutomationDefinition, 'limits'>> = {},
): AutomationDefinition {
  return {
    on: { manual: {} },
    if: [],
    dedupe: null,
    dispatch: {
      brief: [{ kind: 'text', text: 'Look at it.' }],
      agents: [],
      effort: null,
      topology: null,
      permissions: null,
      gates: [],
    },
    afterwards: [],
    ...more,
    limits: { ...noLimits, ...limits },
  }
}

export const project = 'p1' as ProjectId
export const automation = 'p1:look' as AutomationId

interface FileOptions {
  readonly id?: AutomationId
  readonly revision?: string
  readonly by?: 'file' | 'person'
  readonly scope?: AutomationScope
}

/** Its file says this now. */
export function reportFile(
  simulation: Simulation,
  definition: AutomationDefinition,
  options: FileOptions = {},
): Decision {
  const { by = 'file', id = automation, revision = JSON.stringify(definition), scope = 'project' } = options
  const outside = Object.keys(definition.on).filter((kind) => kind === 'issue' || kind === 'webhook')
  const file = { kind: 'good', revision, definition, outside } as const
  const owner = id.slice(0, id.indexOf(':')) as ProjectId
  const name = id.slice(id.lastIndexOf(':') + 1)
  return simulation.send({
    type: 'automation.report-file',
    payload: { automation: id, project: owner, name, scope, by, file },
  })
}

/** A host with a project and an automation in it. */
export function withAutomation(
  limits: Partial<AutomationLimits> = {},
  more: Partial<Omit<AutomationDefinition, 'limits'>> = {},
): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 100 } })
  simulation.open(project, `/${project}`)
  reportFile(simulation, definitionWith(limits, more))
  return simulation
}

export function deliveryOf(id: string, more: Partial<Delivery> = {}): Delivery {
  return {
    firing: id as FiringId,
    source: { words: 'A person', link: null, outside: false, reply: null },
    subject: `#${id}`,
    verdicts: [],
    key: more.claim ?? null,
    claim: null,
    fault: null,
    revision: 'one',
    chain: [],
    ...more,
  }
}

export function claimed(id: string, key: string, more: Partial<Delivery> = {}): Delivery {
  return deliveryOf(id, { claim: key as ClaimId, key, ...more })
}

export function fire(simulation: Simulation, ...deliveries: readonly Delivery[]): Decision {
  return simulation.send({ type: 'automation.fire', payload: { automation, trigger: 'manual', deliveries } })
}

export function firingOf({ model }: Simulation, id: string): Firing {
  const firing = model.firing.get(id)
  if (firing === undefined) throw new Error(`no firing ${id}`)
  return firing
}

export function automationOf({ model }: Simulation, id: AutomationId = automation): Automation {
  const known = model.automation.get(id)
  if (known === undefined) throw new Error(`no automation ${id}`)
  return known
}

/** `held parallel: 1 is under way, and 1 may be`. */
export function decisionOf(simulation: Simulation, id: string): string {
  const { reason, state } = firingOf(simulation, id)
  return `${state.kind}${'code' in state ? ` ${state.code}` : ''}: ${reason}`
}

const failure = { code: 'broken', message: 'It broke.', remedy: 'Mend it.' }

/** What the host does about a dispatch: its run begins, with ids of the firing's; the report is left to be sent. */
export function handOver(simulation: Simulation, id: FiringId, fails = false): readonly Command[] {
  const firing = simulation.model.firing.get(id)
  if (firing?.state.kind !== 'dispatching') return []
  if (fails) return [{ type: 'firing.report-undispatched', payload: { firing: id, code: 'failed', failure } }]
  const run = `r-${id}` as RunId
  const thread = `t-${id}` as ThreadId
  const owner = simulation.model.project.get(firing.project)
  const root = owner?.root ?? `/${firing.project}`
  const facts = {
    root,
    gitDirectory: `${root}/.git`,
    prefix: '',
    branchPrefix: 'sy',
    base: { ref: 'main', commit: 'base' },
    into: 'main',
  }
  const payload = {
    run,
    thread,
    task: `k-${id}` as TaskId,
    prompt: `m-${id}` as PromptId,
    project: firing.project,
    repository: root,
    initialize: false,
    agent: { kind: 'catalogue', id: 'scripted' },
    blocks: [{ kind: 'text', text: 'Look at it.', origin: 'plan' }],
    recover: true,
    automation: { id: firing.automation, name: 'look', firing: id },
  } as const
  if (simulation.model.run.get(run) === undefined) simulation.send({ type: 'run.dispatch', payload }, facts)
  return [{ type: 'firing.report-dispatched', payload: { firing: id, run, thread } }]
}

/** Everything that is being handed over is under way afterwards. */
export function handAllOver(simulation: Simulation): void {
  for (let next = nextHandover(simulation); next !== undefined; next = nextHandover(simulation)) {
    const { payload } = next.effect as { payload: { firing: FiringId } }
    simulation.settle(next, handOver(simulation, payload.firing))
  }
}

function nextHandover({ pending }: Simulation) {
  return pending.find(({ effect }) => effect.kind === 'firing.dispatch')
}
