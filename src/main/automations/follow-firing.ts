import type { ThenStep } from '../../shared/domain/automation/definition.ts'
import { stepName } from '../../shared/domain/automation/health.ts'
import type { Automation, Firing } from '../../shared/domain/automation/state.ts'
import { automationTitle } from '../../shared/domain/automation/title.ts'
import type { Command } from '../../shared/domain/command.ts'
import type { Model } from '../../shared/domain/model.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { OutboundId } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import type { TriggerEvent } from '../ports/trigger.ts'
import { idOfFiring } from './firing-ids.ts'
import { offered } from './offered.ts'
import type { AutomationParts } from './services.ts'

/** The kind of trigger that a firing has which another automation's end led to. */
const startedBy = 'start'

type Parts = Pick<AutomationParts, 'clock' | 'draft' | 'service'>

interface Step {
  readonly automation: Automation
  readonly firing: Firing
  readonly model: Model
}

/** Does one step of `then`. What fails stands in the automation's health, and is not tried again by itself. */
export function followFiring(parts: Parts): EffectHandler<'firing.then'> {
  return {
    kind: 'firing.then',
    async run({ firing: id, step }, { model }) {
      const firing = model.firing.get(id)
      const automation = firing === undefined ? undefined : model.automation.get(firing.automation)
      if (firing === undefined || automation === undefined) return []
      // Once begun, a step is not begun again where its run comes to rest a second time.
      if (firing.done.includes(step.kind) && step.kind !== 'start') return []
      const done = await followed(parts, step, { automation, firing, model })
      return [...done, { type: 'firing.report-followed', payload: { firing: id, step: step.kind } }]
    },
    abandon: () => [],
  }
}

async function followed(parts: Parts, step: ThenStep, of: Step): Promise<readonly Command[]> {
  switch (step.kind) {
    // The thread waits in the review by itself; who asked to be told is told by what is recorded here.
    case 'review':
    case 'notify':
      return []
    case 'start':
      return started(parts, step.name, of)
    case 'comment':
    case 'pull-request':
      return staged(parts, step.kind, of)
  }
}

async function staged({ draft }: Parts, kind: 'comment' | 'pull-request', of: Step): Promise<readonly Command[]> {
  const { automation, firing } = of
  const thread = 'thread' in firing.state ? firing.state.thread : null
  if (thread === null) return []
  const content = await draft(kind, firing)
  if (!content.ok) return told(automation, kind, content.error)
  const outbound = idOfFiring<OutboundId>(firing.id, kind)
  return [
    ...told(automation, kind, null),
    { type: 'outbound.stage', payload: { outbound, thread, firing: firing.id, content: content.value } },
  ]
}

/** Its firing is decided before this resolves; told again it comes to the same firing. */
async function started({ clock, service }: Parts, name: string, of: Step): Promise<readonly Command[]> {
  const { automation, model } = of
  const next = automationNamed(model, automation, name)
  if (next === undefined) return told(automation, startedBy, noSuch(name))
  // What is off takes over whatever its file says, so nobody has seen what it would be allowed.
  if (!next.on) return told(automation, startedBy, isOff(name))
  const events = [eventOf(of)]
  const fired = await offered(clock, () => service.fire(next.id, startedBy, { events }))
  return told(automation, startedBy, fired.ok ? null : fired.error)
}

/** One of the same folder goes before one of the other. */
function automationNamed(model: Model, { project, scope }: Automation, name: string): Automation | undefined {
  const named = [...model.automation.within(project)].filter((one) => one.name === name && one.goneSince === undefined)
  return named.find((one) => one.scope === scope) ?? named[0]
}

/** What came of a dispatch, as the next automation is told. Strangers' words in it stay a stranger's. */
function eventOf({ automation, firing, model }: Step): TriggerEvent {
  const words = `${automationTitle(automation.name)}, which came to its end`
  return {
    id: `${startedBy}:${firing.id}`,
    source: { words, link: firing.source.link, outside: firing.source.outside, reply: firing.source.reply },
    subject: firing.subject,
    fields: { automation: automation.name, ...finishedFields(model, firing) },
    chain: [...firing.chain, automation.id],
  }
}

/** Fields of a run that has come to rest. */
function finishedFields(model: Model, { cost, state }: Firing): JsonObject {
  const thread = 'thread' in state ? model.thread.get(state.thread) : undefined
  const checkpoint = thread?.checkpoint ?? null
  return {
    title: thread?.title ?? '',
    run: thread?.run ?? '',
    thread: thread?.id ?? '',
    outcome: state.kind === 'rested' ? state.as : state.kind,
    commit: checkpoint?.commit ?? '',
    files: checkpoint?.files ?? 0,
    additions: checkpoint?.additions ?? 0,
    deletions: checkpoint?.deletions ?? 0,
    cost: cost ?? 0,
  }
}

/** Under a name of its own in the health, beside those of triggers. */
function told(automation: Automation, step: ThenStep['kind'], trouble: Failure | null): readonly Command[] {
  const trigger = stepName(step)
  if (trouble === null && automation.health[trigger] === undefined) return []
  const health = trouble === null ? null : { failure: trouble, retryAt: null }
  return [{ type: 'automation.report-health', payload: { automation: automation.id, trigger, health } }]
}

function noSuch(name: string): Failure {
  return failure(
    'automation-unknown',
    `What it starts at its end, ${name}, is no automation of this project; nothing was started.`,
    `Add ${name}, or take that step out of the file.`,
  )
}

function isOff(name: string): Failure {
  return failure(
    'automation-off',
    `What it starts at its end, ${name}, is not switched on here; nothing was started.`,
    `Switch ${name} on.`,
  )
}
