import { failure } from '../../../shared/kernel/failure.ts'
import { err } from '../../../shared/kernel/result.ts'
import type { AutomationServices } from '../../gateway/automation-services.ts'

const refused = async () =>
  err(failure('automations-unavailable', 'This host has no automations.', 'Ask a host that has.'))

/** Until the host has them. */
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
