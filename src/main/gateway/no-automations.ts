import { failure } from '../../shared/kernel/failure.ts'
import { err } from '../../shared/kernel/result.ts'
import type { AutomationServices } from './automation-services.ts'

const refused = async () =>
  err(
    failure(
      'automations-unavailable',
      'No host runs that could answer about automations.',
      'Start one, or open the window.',
    ),
  )

/** Of who only reads what is stored: without a host, nobody watches files, fires or dispatches. */
export const noAutomations: AutomationServices = {
  offers: async () => ({ triggers: [], templates: [], sandbox: false }),
  facts: async () => [],
  read: refused,
  check: refused,
  edit: refused,
  save: refused,
  remove: refused,
  dryRun: refused,
  fire: refused,
  firings: async () => ({ rows: [], next: null }),
  event: async () => ({ fields: null }),
}
