import path from 'node:path'
import { type RenderedBrief, renderBrief } from '../../shared/domain/automation/render-brief.ts'
import type { Automation, Firing } from '../../shared/domain/automation/state.ts'
import type { Command } from '../../shared/domain/command.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { PermissionPolicy } from '../../shared/domain/permission/policy.ts'
import type { Project } from '../../shared/domain/project/state.ts'
import type { AgentChoice } from '../../shared/domain/thread/state.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { CommandId, FiringId, PromptId, RunId, TaskId, ThreadId } from '../../shared/kernel/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import { claimKey, givenBack } from './claim-key.ts'
import { idOfFiring } from './firing-ids.ts'
import { offered } from './offered.ts'
import type { AutomationParts } from './services.ts'
import { Turns } from './turns.ts'

/** Dispatches that are handed over at once: each asks git several times. */
const atOnce = 2

/**
 * Claims a firing's key, renders its brief and dispatches it. Every id comes from the firing, and each step finds what
 * an earlier try has left: however often this is begun and broken off, it comes to one run.
 */
export function dispatchFiring(parts: AutomationParts): EffectHandler<'firing.dispatch'> {
  const turns = new Turns(atOnce)
  return {
    kind: 'firing.dispatch',
    run: ({ firing }, context) => turns.take(() => dispatched(parts, context.model, firing)),
    abandon: ({ firing }, reason) => undispatched(firing, reason),
  }
}

async function dispatched(parts: AutomationParts, model: Model, id: FiringId): Promise<readonly Command[]> {
  const firing = model.firing.get(id)
  if (firing?.state.kind !== 'dispatching') return []
  if (await isThere(parts, model, id)) return [reported(id)]
  const ready = await prepared(parts, model, firing)
  if (!ready.ok) return undispatched(id, ready.error)
  const claimed = await claimKey(parts, { firing, ...ready.value })
  if (!claimed.ok) return undispatched(id, claimed.error)
  const { claim, notice } = claimed.value
  const done = await submitted(parts, commandFor(firing, ready.value))
  if (done.ok) return [reported(id, notice)]
  return undispatched(id, claim === null ? done.error : await givenBack(parts.git, claim, done.error))
}

/** The run of an earlier try whose outcome was not stored. */
async function isThere({ store }: AutomationParts, model: Model, firing: FiringId): Promise<boolean> {
  const { run } = idsOf(firing)
  return model.run.get(run) !== undefined || (await store.loadStates([{ aggregate: 'run', id: run }])).length > 0
}

interface Ready {
  readonly automation: Automation
  readonly project: Project
  readonly definition: NonNullable<Automation['definition']>
  readonly agents: readonly AgentChoice[]
  readonly brief: RenderedBrief
}

async function prepared(parts: AutomationParts, model: Model, firing: Firing): Promise<Result<Ready, Failure>> {
  const automation = model.automation.get(firing.automation)
  const project = model.project.get(firing.project)
  const definition = automation?.definition ?? null
  if (automation === undefined || project === undefined || definition === null) return err(incomplete)
  const fields = await parts.store.readPayload(firing.id)
  if (fields === null) return err(forgotten)
  const { source, subject } = firing
  const brief = renderBrief({ name: automation.name, definition }, { fields, source, subject })
  if (!brief.ok) return brief
  const agents = await parts.chooseAgents(definition.dispatch.agents)
  if (!agents.ok) return agents
  return ok({ automation, project, definition, agents: agents.value, brief: brief.value })
}

function commandFor(firing: Firing, { agents, automation, brief, definition, project }: Ready): Command {
  const [agent, ...others] = agents
  if (agent === undefined) throw new Error('no agent was chosen')
  const { effort, gates, topology } = definition.dispatch
  const { cost } = definition.limits
  return {
    type: 'run.dispatch',
    payload: {
      ...idsOf(firing.id),
      project: project.id,
      repository: path.join(project.root, project.prefix),
      initialize: false,
      agent,
      others,
      title: brief.title,
      blocks: brief.blocks,
      recover: true,
      gates,
      permissions: permissionsOf(definition, firing.source),
      automation: { id: automation.id, name: automation.name, firing: firing.id },
      ...(effort === null ? {} : { effort }),
      ...(topology === null ? {} : { topology }),
      ...(cost === null ? {} : { budget: { cost } }),
    },
  }
}

/** Where the definition says nothing, what strangers wrote is worked on under the closest watch. */
export function permissionsOf(
  { dispatch }: NonNullable<Automation['definition']>,
  { outside }: Pick<Firing['source'], 'outside'>,
): PermissionPolicy {
  return dispatch.permissions ?? { profile: outside ? 'restricted' : 'standard', rules: [] }
}

function submitted({ clock, engine }: AutomationParts, command: Command): Promise<Result<unknown, Failure>> {
  const id = `dispatch/${command.type === 'run.dispatch' ? command.payload.run : ''}` as CommandId
  return offered(clock, () => engine.submit({ id, command, actor: 'host' }))
}

export function idsOf(firing: FiringId) {
  return {
    run: idOfFiring<RunId>(firing, 'run'),
    task: idOfFiring<TaskId>(firing, 'task'),
    thread: idOfFiring<ThreadId>(firing, 'thread'),
    prompt: idOfFiring<PromptId>(firing, 'prompt'),
  }
}

function reported(firing: FiringId, notice?: string): Command {
  const { run, thread } = idsOf(firing)
  return { type: 'firing.report-dispatched', payload: { firing, run, thread, notice } }
}

function undispatched(firing: FiringId, reason: Failure): readonly Command[] {
  const code = reason.code === 'claimed-elsewhere' ? 'elsewhere' : 'failed'
  return [{ type: 'firing.report-undispatched', payload: { firing, code, failure: reason } }]
}

const incomplete = failure(
  'automation-unknown',
  'Its automation or its project is known no longer; nothing was dispatched.',
  'Open the project again.',
)

const forgotten = failure(
  'event-forgotten',
  'What the event said is no longer kept, so there is no brief to be made of it; nothing was dispatched.',
  'Fire it again with its event.',
)
