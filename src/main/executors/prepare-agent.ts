import { ok } from '../../shared/kernel/result.ts'
import type { Preparer } from '../engine/preparer.ts'
import type { AgentCatalogue } from '../ports/agent.ts'

/** An agent that isn't here is refused before anything is made for it. */
export function prepareAgent(catalogue: AgentCatalogue): Preparer<'run.dispatch'> {
  return {
    command: 'run.dispatch',
    async prepare(payload) {
      const launch = await catalogue.resolve(payload.agent)
      return launch.ok ? ok({}) : launch
    },
  }
}
