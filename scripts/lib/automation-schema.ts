import { z } from 'zod'
import { writtenAutomation } from '../../src/main/automation-files/definition/written-automation.ts'
import { openTriggers } from '../../src/main/triggers/registry.ts'
import type { TriggerServices } from '../../src/main/triggers/services.ts'

/** Every kind of trigger, to be asked for its settings: none of them is begun, so none needs a service. */
function triggersToDescribe(): ReturnType<typeof openTriggers> {
  return openTriggers({} as TriggerServices)
}

/** Of docs/automation.schema.json: what a file of an automation may hold, as editors check it. */
export function automationSchema(): string {
  const shape = writtenAutomation(triggersToDescribe().values())
  const { $schema, ...schema } = z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'input' })
  return `${JSON.stringify({ $schema, title: 'An automation of Switchyard', ...schema }, null, 2)}\n`
}
