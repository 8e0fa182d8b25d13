import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import { counted, settled } from './counting.ts'
import type { AutomationDefinition } from './definition.ts'
import type { AutomationEvent, ClaimEvent } from './events.ts'
import { healthUnder, isSameTrigger, ofSteps } from './health.ts'
import type { Automation, Claim } from './state.ts'

export function reduceAutomation(
  state: Automation | undefined,
  event: AutomationEvent,
  { at }: EventEnvelope,
): Automation {
  if (event.type === 'automation.found') return found(state, event)
  const automation = existing(state, event)
  switch (event.type) {
    case 'automation.defined': {
      const { definition, revision } = event
      const cursors = stillGood(automation, definition)
      const health = healthUnder(automation, definition)
      return { ...withoutTrouble(automation), definition, revision, cursors, health }
    }
    case 'automation.proposed': {
      const { definition, revision, widens } = event
      return { ...withoutTrouble(automation), proposed: { revision, definition, widens, since: at } }
    }
    case 'automation.broken':
      return { ...automation, problems: event.problems }
    case 'automation.mended':
      return withoutTrouble(automation)
    case 'automation.gone':
      return { ...automation, goneSince: at, health: ofSteps(automation.health) }
    case 'automation.switched':
      return {
        ...automation,
        on: event.on,
        cursors: event.on ? {} : automation.cursors,
        health: ofSteps(automation.health),
      }
    case 'automation.cursor-moved':
      return { ...automation, cursors: { ...automation.cursors, [event.trigger]: event.cursor } }
    case 'automation.health-changed':
      return { ...automation, health: healthWith(automation, event, at) }
    case 'automation.counted':
      return counted(automation, event, at)
    case 'automation.settled':
      return settled(automation, event, at)
    default:
      return assertNever(event)
  }
}

/** A trigger that is told something else begins anew: what its cursor says was never about that. */
function stillGood({ cursors, definition: before }: Automation, now: AutomationDefinition): Automation['cursors'] {
  return Object.fromEntries(Object.entries(cursors).filter(([kind]) => isSameTrigger(kind, before, now)))
}

type Found = Extract<AutomationEvent, { type: 'automation.found' }>

function found(state: Automation | undefined, { id, name, project, scope }: Found): Automation {
  if (state !== undefined) {
    const { goneSince: _gone, ...back } = state
    return back
  }
  return {
    id,
    project,
    name,
    scope,
    definition: null,
    revision: '',
    on: false,
    cursors: {},
    health: {},
    counts: { fired: 0, dispatched: 0, skipped: 0, useful: 0, over: 0 },
    held: 0,
    underWay: 0,
    firedAt: null,
    dispatchedAt: null,
    cooling: [],
    spent: { day: '', cost: 0, reserved: 0 },
    costInAll: 0,
  }
}

function withoutTrouble({ problems: _problems, proposed: _proposed, ...automation }: Automation): Automation {
  return automation
}

type HealthChanged = Extract<AutomationEvent, { type: 'automation.health-changed' }>

function healthWith({ health }: Automation, event: HealthChanged, at: number): Automation['health'] {
  const { [event.trigger]: before, ...others } = health
  if (event.health === null) return others
  return { ...others, [event.trigger]: { ...event.health, since: before?.since ?? at } }
}

export function reduceClaim(_state: Claim | undefined, { type, ...facts }: ClaimEvent): Claim {
  return { ...facts, released: type === 'claim.released' }
}
