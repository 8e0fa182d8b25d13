import type { Trigger, Triggers } from '../ports/trigger.ts'
import { branchTrigger } from './branch.ts'
import { checkTrigger } from './check.ts'
import { commandTrigger } from './command.ts'
import { filesTrigger } from './files.ts'
import { finishedTrigger } from './finished.ts'
import { issueTrigger } from './issue.ts'
import { manualTrigger } from './manual.ts'
import { pullRequestTrigger } from './pull-request.ts'
import { scheduleTrigger } from './schedule.ts'
import type { TriggerServices } from './services.ts'
import { webhookTrigger } from './webhook.ts'

/** Every way in which work starts by itself: one line each. */
const factories: readonly ((services: TriggerServices) => Trigger)[] = [
  manualTrigger,
  scheduleTrigger,
  issueTrigger,
  pullRequestTrigger,
  checkTrigger,
  filesTrigger,
  branchTrigger,
  commandTrigger,
  finishedTrigger,
  webhookTrigger,
]

/** By their key below `on`. */
export function openTriggers(services: TriggerServices): Triggers {
  return new Map(factories.map((factory) => factory(services)).map((trigger) => [trigger.kind, trigger]))
}
