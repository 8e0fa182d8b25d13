import type { ProjectId } from '../../../kernel/ids.ts'
import type { PayloadOf } from '../../command.ts'
import { type Decide, events } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import { permissionProblems } from '../../permission/problems.ts'
import { type Effort, planLimits } from '../../plan/plan.ts'
import { budgetProblems, candidateProblems, gateProblems } from '../../plan/validate-parts.ts'
import { coordinatedByFile, wantedCoordination } from '../../project/coordinated.ts'
import { projectFor } from '../../project/project-for.ts'
import { idTaken } from '../../thread/id-taken.ts'
import { promptRefusal } from '../../thread/prompt-limits.ts'
import type { PromptBlock } from '../../thread/state.ts'
import type { Coordination } from '../../topology/state.ts'
import type { DispatchFacts } from '../commands.ts'
import { planRefusal } from '../plan-refusal.ts'
import { titleOf } from '../title.ts'

type Payload = PayloadOf<'run.dispatch'>

/** One task as a run of its own: the project is opened where it is new, the thread waits for a slot. */
export const decideDispatch: Decide<'run.dispatch'> = (model, payload, context) => {
  const tooMuch = promptRefusal(payload.blocks, 0) ?? optionsRefusal(payload)
  if (tooMuch !== null) return tooMuch
  if (model.run.get(payload.run) !== undefined || model.thread.get(payload.thread) !== undefined) {
    return idTaken(payload.thread)
  }
  if (model.prompt.get(payload.prompt) !== undefined) return idTaken(payload.prompt)
  const planned = hasOptions(payload) || (context.facts?.gates ?? []).length > 0
  if (planned && model.task.get(payload.task) !== undefined) return idTaken(payload.task)
  const { facts } = context
  if (facts === undefined) return { ok: true, value: [] }
  const { blocks } = payload
  const prompt = { id: payload.prompt }
  const title = titleOf(payload.title, blocks)
  const used = projectFor(model, payload.project, facts)
  if (!used.ok) return used
  const { project } = used.value
  const usual = wantedCoordination(model.project.get(project), facts)
  const wanted = payload.topology === undefined ? usual : { ...usual, topology: payload.topology }
  return events(
    ...used.value.events,
    ...coordinatedByFile(model, project, facts),
    { type: 'prompt.sent', ...prompt, thread: payload.thread, blocks },
    { type: 'run.created', id: payload.run, project, goal: title, task: payload.task, ...originOf(payload) },
    ...(planned ? planOfOne(payload, facts, { project, title, wanted }) : []),
    {
      type: 'thread.dispatched',
      id: payload.thread,
      run: payload.run,
      task: payload.task,
      project,
      title,
      agent: payload.agent,
      base: facts.base,
      into: facts.into,
      prompt,
    },
    { type: 'run.attempted', id: payload.run, task: payload.task, thread: payload.thread },
    ...(planned ? [firstAttempt(payload)] : []),
    { type: 'worktree.leased', id: payload.thread, project, owner: payload.thread, generation: 1 },
  )
}

function originOf({ automation, permissions }: Payload) {
  return {
    ...(permissions === undefined ? {} : { permissions }),
    ...(automation === undefined ? {} : { automation }),
  }
}

function optionsRefusal({ budget, candidates, gates, permissions }: Payload) {
  return planRefusal([
    ...gateProblems(['gates'], gates ?? []),
    ...budgetProblems(['budget'], budget ?? {}),
    ...candidateProblems(['candidates'], candidates ?? 1),
    ...permissionProblems(permissions),
  ])
}

/** Something is to be decided for it besides when it runs. */
function hasOptions({ budget, candidates, effort, gates, others, recover, topology }: Payload): boolean {
  return [budget, candidates, effort, gates, others, recover, topology].some((option) => option !== undefined)
}

/** A plan of this one task, under way already. */
function planOfOne(
  payload: Payload,
  facts: DispatchFacts,
  { project, title, wanted }: { readonly project: ProjectId; readonly title: string; readonly wanted: Coordination },
): readonly DomainEvent[] {
  const projectGates = facts.gates ?? []
  const { blocks, budget = {}, candidates = 1, gates = [], others = [], recover = false, run, task } = payload
  const effort = payload.effort ?? usualEffort([...projectGates, ...gates])
  const limits = { parallel: null, review: null }
  const place = { base: facts.base, into: facts.into }
  return [
    {
      type: 'run.planned',
      id: run,
      kind: 'task',
      state: { kind: 'running' },
      policy: {
        effort,
        ...wanted,
        gates: projectGates,
        projectGates,
        limits,
        budget,
        autoLand: false,
        recover,
        spawn: 'ask',
      },
      place,
      planner: null,
      parent: null,
    },
    {
      type: 'task.planned',
      id: task,
      run,
      project,
      order: 0,
      planned: {
        key: 'task',
        title,
        brief: briefOf(blocks),
        effort,
        paths: [],
        gates,
        agents: [payload.agent, ...others],
        priority: 0,
        candidates,
        budget: {},
      },
      after: [],
      ...materialOf(blocks),
      state: 'active',
    },
  ]
}

const usualEffort = (gates: readonly string[]): Effort => (gates.length > 0 ? 'standard' : 'quick')

/** An instruction, unlike what the host adds and what an event said. */
const isInstruction = ({ origin }: PromptBlock) => origin === 'person' || origin === 'plan'

/** What a further attempt is told; pictures are left to the first one. */
function briefOf(blocks: readonly PromptBlock[]): string {
  const texts = blocks.flatMap((block) => (block.kind === 'text' && isInstruction(block) ? [block.text] : []))
  return texts.join('\n\n').slice(0, planLimits.brief).toWellFormed()
}

function materialOf(blocks: readonly PromptBlock[]): { readonly material?: readonly PromptBlock[] } {
  const material = blocks.filter((block) => !isInstruction(block))
  return material.length === 0 ? {} : { material }
}

function firstAttempt({ agent, task, thread }: Payload): DomainEvent {
  return { type: 'task.attempted', id: task, thread, number: 1, agent, because: null }
}
