import type { Failure } from '../../../shared/kernel/failure.ts'
import type { Result } from '../../../shared/kernel/result.ts'
import type { HostServices } from '../host-services.ts'
import { implementer } from './implementer.ts'

interface Refusing {
  REFUSED(refusal: { readonly message: string; readonly data: Failure }): Error
}

/** The answer, or the refusal on the wire. */
function given<T>(result: Result<T, Failure>, errors: Refusing): T {
  if (!result.ok) throw errors.REFUSED({ message: result.error.message, data: result.error })
  return result.value
}

export function automationsProcedures({ automations: services, peers }: HostServices) {
  const { automations } = implementer
  return {
    offers: automations.offers.handler(() => services.offers()),
    facts: automations.facts.handler(({ input }) => services.facts(input)),
    read: automations.read.handler(async ({ errors, input }) => given(await services.read(input), errors)),
    check: automations.check.handler(async ({ errors, input }) => given(await services.check(input), errors)),
    edit: automations.edit.handler(async ({ errors, input }) => given(await services.edit(input), errors)),
    save: automations.save.handler(async ({ errors, input }) => given(await services.save(input), errors)),
    remove: automations.remove.handler(async ({ errors, input }) => given(await services.remove(input), errors)),
    dryRun: automations.dryRun.handler(async ({ errors, input }) => given(await services.dryRun(input), errors)),
    fire: automations.fire.handler(async ({ errors, input }) => given(await services.fire(input), errors)),
    firings: automations.firings.handler(({ input }) => services.firings(input)),
    outbounds: automations.outbounds.handler(({ input }) => peers.ofGroup('outbound', input.thread, input)),
    event: automations.event.handler(({ input }) => services.event(input)),
  }
}
