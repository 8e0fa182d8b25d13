import type { DryRun } from '../../shared/contract/automation-views.ts'
import { automationIdOf } from '../../shared/domain/automation/automation-id.ts'
import type { AutomationDefinition, ThenStep } from '../../shared/domain/automation/definition.ts'
import { type FiringDecision, judgeDelivery, waitsFor } from '../../shared/domain/automation/judge-delivery.ts'
import { reduceAutomation } from '../../shared/domain/automation/reduce.ts'
import { renderBrief } from '../../shared/domain/automation/render-brief.ts'
import type { Automation, AutomationScope, Claim, FileProblem } from '../../shared/domain/automation/state.ts'
import { automationTitle, runTitle } from '../../shared/domain/automation/title.ts'
import { dollars, span } from '../../shared/domain/automation/words.ts'
import { holdsOf } from '../../shared/domain/permission/holds.ts'
import type { Project } from '../../shared/domain/project/state.ts'
import { provisional } from '../../shared/domain/provisional.ts'
import { estimateOf } from '../../shared/domain/run/estimate.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { ClaimId, FiringId, ProjectId } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Engine } from '../engine/engine.ts'
import { readState } from '../engine/read-group.ts'
import type { Clock } from '../ports/clock.ts'
import type { StorePort } from '../ports/store.ts'
import type { TriggerEvent, Triggers } from '../ports/trigger.ts'
import type { DefinitionSource } from './definition-source.ts'
import { permissionsOf } from './dispatch-firing.ts'
import { factsOfEvent } from './judge-event.ts'
import { pastedEvent, sampleEvent } from './pasted-event.ts'
import { readFiring } from './read-firing.ts'
import type { AutomationService } from './service.ts'
import type { ChooseAgents } from './services.ts'

export interface DryRunParts {
  readonly engine: Pick<Engine, 'model'>
  readonly store: Pick<StorePort, 'loadStates' | 'readPayload'>
  readonly clock: Clock
  readonly files: DefinitionSource
  readonly service: AutomationService
  readonly triggers: Triggers
  readonly chooseAgents: ChooseAgents
}

export interface DryRunQuery {
  readonly project: ProjectId
  readonly scope: AutomationScope
  readonly name: string
  readonly text?: string | undefined
  readonly trigger?: string | undefined
  readonly event: { readonly pasted: JsonObject } | { readonly firing: FiringId } | { readonly sample: true }
}

/** What a firing would come to, by the same functions that decide and render one. Nothing is stored or asked for. */
export async function dryRun(parts: DryRunParts, query: DryRunQuery): Promise<Result<DryRun, Failure>> {
  const project = parts.engine.model.project.get(query.project)
  if (project === undefined) return err(unknownProject)
  const automation = await automationFor(parts, project, query)
  if (!automation.ok) return automation
  const { definition } = automation.value
  if (definition === null) return err(undefinedYet(query.name))
  const event = await eventFor(parts, definition, query)
  if (!event.ok) return event
  const delivery = parts.service.judge(automation.value, event.value)
  const decision = await decided(parts, { automation: automation.value, project, delivery })
  const facts = factsOfEvent(event.value)
  const brief = renderBrief({ name: query.name, definition }, facts)
  const permissions = permissionsOf(definition, facts.source)
  const agents = await parts.chooseAgents(definition.dispatch.agents)
  const { reason, ...what } = decision
  const { dispatch } = definition
  return ok({
    source: facts.source,
    subject: facts.subject,
    filters: delivery.verdicts,
    key: delivery.key,
    decision: what,
    reason,
    blocks: brief.ok ? brief.value.blocks : [],
    title: brief.ok ? brief.value.title : runTitle(query.name, facts.subject),
    agents: agents.ok ? agents.value.flatMap((one) => (one.kind === 'catalogue' ? [one.id] : [])) : dispatch.agents,
    effort: dispatch.effort ?? (dispatch.gates.length > 0 ? 'standard' : 'quick'),
    topology: dispatch.topology ?? project.coordination?.topology ?? 'queue',
    permissions,
    limits: [
      ...(agents.ok ? [] : [agents.error.message]),
      ...holdsOf(permissions, { sandbox: false }),
      ...limitsOf(definition),
    ],
    afterwards: definition.afterwards.map(wordsOf),
    estimate: estimateOf(parts.engine.model, [{ key: 'task', candidates: 1, after: [] }], 1),
  })
}

/** The automation as it is, with the definition that is tried out. */
async function automationFor(
  { clock, engine, files }: DryRunParts,
  project: Project,
  { name, scope, text }: DryRunQuery,
): Promise<Result<Automation, Failure>> {
  const id = automationIdOf(project.id, scope, name)
  const known = engine.model.automation.get(id)
  if (text === undefined) return known === undefined ? err(undefinedYet(name)) : ok(known)
  const parsed = await files.parse(text, { project, scope, name })
  if (!parsed.ok) return err(wrong(name, parsed.error))
  const found = { type: 'automation.found', id, project: project.id, name, scope } as const
  const fresh = () => reduceAutomation(undefined, found, provisional(found, clock.now()))
  return ok({ ...(known ?? fresh()), ...parsed.value })
}

async function eventFor(
  { engine, store, triggers }: DryRunParts,
  definition: AutomationDefinition,
  { event, trigger }: DryRunQuery,
): Promise<Result<TriggerEvent, Failure>> {
  if ('pasted' in event) return ok(pastedEvent('dry-run', event.pasted, { definition, triggers }))
  if ('firing' in event) {
    const [firing, fields] = await Promise.all([
      readFiring({ engine, store }, event.firing),
      store.readPayload(event.firing),
    ])
    if (firing === null || fields === null) return err(forgotten)
    // Under another id than the firing's, so that it is judged as a new one.
    return ok({
      id: `dry-run:${firing.id}`,
      source: firing.source,
      subject: firing.subject,
      fields,
      chain: firing.chain,
    })
  }
  const kind = trigger ?? Object.keys(definition.on)[0] ?? 'manual'
  const found = triggers.get(kind)
  return found === undefined ? err(unknownTrigger(kind)) : ok(sampleEvent(found))
}

interface Deciding {
  readonly automation: Automation
  readonly project: Project
  readonly delivery: Parameters<typeof judgeDelivery>[1]
}

async function decided(parts: DryRunParts, { automation, delivery, project }: Deciding): Promise<FiringDecision> {
  const claim = delivery.claim === null ? undefined : await claimOf(parts, delivery.claim)
  const waits = waitsFor(parts.engine.model, automation.id)
  return judgeDelivery({ automation, project, claim, waits }, delivery, parts.clock.now())
}

async function claimOf({ engine, store }: DryRunParts, id: ClaimId): Promise<Claim | undefined> {
  return engine.model.claim.get(id) ?? (await readState(store, { aggregate: 'claim', id })) ?? undefined
}

function limitsOf({ limits }: AutomationDefinition): readonly string[] {
  const { cooldownMs, cost, costPerDay, parallel, quiet, quietThen } = limits
  return [
    ...(parallel === null ? [] : [`At most ${parallel} at once; others are held.`]),
    ...(cooldownMs === null ? [] : [`The same again only after ${span(cooldownMs)}.`]),
    ...(cost === null ? [] : [`At most ${dollars(cost)} each.`]),
    ...(costPerDay === null ? [] : [`At most ${dollars(costPerDay)} a day (UTC); others are held.`]),
    ...(quiet === null
      ? []
      : [`Quiet from ${quiet.from} to ${quiet.to}: what fires then is ${quietThen === 'hold' ? 'held' : 'skipped'}.`]),
  ]
}

function wordsOf(step: ThenStep): string {
  switch (step.kind) {
    case 'review':
      return 'It waits for a review.'
    case 'notify':
      return 'You are told.'
    case 'comment':
      return 'A comment is drafted for where the event came from.'
    case 'pull-request':
      return 'A pull request is drafted.'
    case 'start':
      return `${automationTitle(step.name)} is started.`
  }
}

function wrong(name: string, problems: readonly FileProblem[]): Failure {
  const [first] = problems
  const where = first === undefined ? '' : ` Line ${first.line}, column ${first.column}: ${first.message}`
  return failure('automation-broken', `The text of ${name} is wrong.${where} Nothing was tried.`, {
    remedy: first?.remedy ?? 'Correct it and try again.',
    facts: { problems: problems.map((problem) => ({ ...problem })) },
  })
}

const unknownProject = failure('project-unknown', 'The project is not known; nothing was tried.', 'Open it first.')

function undefinedYet(name: string): Failure {
  const message = `The file of ${name} was never right so far, so there is nothing to try.`
  return failure('automation-broken', message, 'Correct the file, or give the text.')
}

const forgotten = failure(
  'event-forgotten',
  'What that event said is no longer kept; nothing was tried.',
  'Take a later event, paste one, or use the sample.',
)

function unknownTrigger(kind: string): Failure {
  return failure(
    'trigger-unknown',
    `There is no trigger ${kind}; nothing was tried.`,
    'Name one that the file has below on.',
  )
}
