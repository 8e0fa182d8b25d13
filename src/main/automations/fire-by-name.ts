import path from 'node:path'
import type { FireAnswer } from '../../shared/contract/automation-views.ts'
import type { Automation, AutomationScope, Firing } from '../../shared/domain/automation/state.ts'
import { isForgotten, projectAt } from '../../shared/domain/project/queries.ts'
import type { Project } from '../../shared/domain/project/state.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { AutomationId, CommandId, FiringId, ProjectId } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Engine } from '../engine/engine.ts'
import type { Clock } from '../ports/clock.ts'
import type { GitPort } from '../ports/git.ts'
import type { IdSource } from '../ports/ids.ts'
import type { StorePort } from '../ports/store.ts'
import type { Triggers } from '../ports/trigger.ts'
import type { DefinitionSource } from './definition-source.ts'
import { pastedEvent } from './pasted-event.ts'
import { readFiring } from './read-firing.ts'
import type { AutomationService } from './service.ts'

export interface FireParts {
  readonly engine: Pick<Engine, 'model' | 'submit' | 'when'>
  readonly store: Pick<StorePort, 'loadStates'>
  readonly git: Pick<GitPort, 'inspect'>
  readonly clock: Clock
  readonly ids: IdSource
  readonly files: DefinitionSource
  readonly service: AutomationService
  readonly triggers: Triggers
}

export interface FireByName {
  readonly repository: string
  readonly name: string
  readonly scope?: AutomationScope | undefined
  readonly event?: JsonObject | undefined
}

/** How long somebody waits for a run that was decided on, in milliseconds; it comes even if they don't. */
const patienceMs = 120_000

/** Fires an automation of a folder as its file is now; the folder becomes a project where it is none yet. */
export async function fireByName(parts: FireParts, query: FireByName): Promise<Result<FireAnswer, Failure>> {
  const project = await projectOf(parts, query.repository)
  if (!project.ok) return project
  const { name, scope } = query
  const id = await parts.files.refresh({ project: project.value, name, scope })
  if (!id.ok) return id
  const automation = parts.engine.model.automation.get(id.value)
  if (automation?.definition == null) return err(neverRight(name, automation))
  const { definition } = automation
  const event = pastedEvent(`manual:${parts.ids.next()}`, query.event ?? {}, { definition, triggers: parts.triggers })
  const fired = await parts.service.fire(id.value, 'manual', { events: [event], actor: 'person' })
  if (!fired.ok) return fired
  const [firing] = fired.value
  return firing === undefined ? err(neverRight(name, automation)) : answered(parts, firing, id.value)
}

async function projectOf(parts: FireParts, repository: string): Promise<Result<Project, Failure>> {
  const { engine, git, ids } = parts
  if (!path.isAbsolute(repository)) return err(relative(repository))
  const inspected = await git.inspect(repository)
  if (!inspected.ok) return inspected
  const known = projectAt(engine.model, inspected.value)
  if (known !== undefined && !isForgotten(known)) return ok(known)
  const project = ids.next() as ProjectId
  const opened = await engine.submit({
    id: `open/${project}` as CommandId,
    command: { type: 'project.open', payload: { project, repository, initialize: false } },
    actor: 'person',
  })
  if (!opened.ok) return opened
  const now = projectAt(engine.model, inspected.value)
  if (now === undefined) throw new Error(`${repository} was opened and is no project`)
  return ok(now)
}

/** Once it is decided and, where it is dispatched, the run is there or known not to come. */
async function answered(
  parts: FireParts,
  id: FiringId,
  automation: AutomationId,
): Promise<Result<FireAnswer, Failure>> {
  const { clock, engine, store } = parts
  const late = new AbortController()
  const cancel = clock.after(patienceMs, () => late.abort())
  // What was decided to be nothing leaves the live model at once.
  await engine.when((model) => (model.firing.get(id)?.state.kind === 'dispatching' ? undefined : true), late.signal)
  cancel()
  const firing = await readFiring({ engine, store }, id)
  return firing === null ? err(unknown(id, automation)) : ok(answerOf(firing))
}

function answerOf({ id, reason, state }: Firing): FireAnswer {
  const kinds = { skipped: 'skipped', held: 'held' } as const
  const decision = state.kind === 'skipped' || state.kind === 'held' ? kinds[state.kind] : 'dispatched'
  return { firing: id, decision, reason, run: 'run' in state ? state.run : null }
}

function relative(folder: string): Failure {
  return failure('folder-relative', `${folder} is no absolute path; nothing was fired.`, 'Write the whole path.')
}

function neverRight(name: string, automation: Automation | undefined): Failure {
  const [first] = automation?.problems ?? []
  const where = first === undefined ? '' : ` Line ${first.line}, column ${first.column}: ${first.message}`
  return failure('automation-broken', `The file of ${name} is wrong, and never was right.${where} Nothing was fired.`, {
    remedy: first?.remedy ?? 'Look at its file.',
    facts: { problems: (automation?.problems ?? []).map((problem) => ({ ...problem })) },
  })
}

function unknown(firing: FiringId, automation: AutomationId): Failure {
  return failure('firing-unknown', `The firing ${firing} of ${automation} is not known.`, 'Fire it again.')
}
