import type { Model } from '../../../shared/domain/model.ts'
import { failure } from '../../../shared/kernel/failure.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import { randomIds } from '../../adapters/ids/random-ids.ts'
import type { AgentMemory } from '../../executors/agent-memory.ts'
import type { HostServices } from '../../gateway/host-services.ts'
import { defaultAgent } from '../../orchestrator/default-agent.ts'
import { parsePlanFile } from '../../orchestrator/plan-file/parse-plan-file.ts'
import { writePlanFile } from '../../orchestrator/plan-file/write-plan-file.ts'
import type { Adapters } from './adapters.ts'
import { hostAgents } from './host-agents.ts'

interface PlanParts {
  readonly adapters: Pick<Adapters, 'git' | 'catalogue' | 'settings'>
  readonly memory: AgentMemory
  readonly model: () => Model
}

/** Plans in files, read and written. */
export function planServices({ adapters, memory, model }: PlanParts): HostServices['plans'] {
  const { catalogue, settings } = adapters
  return {
    async parse({ text }) {
      const agents = await hostAgents({ catalogue, memory }, { refresh: false })
      const preset = defaultAgent(agents, settings.current.defaultAgent)
      if (preset === null) return err(noAgent)
      const known = agents.map(({ id }) => id)
      const context = { defaultAgent: preset, projectGates: [], agents: known, newId: () => randomIds.next() }
      const parsed = parsePlanFile(text, context)
      return ok(parsed.ok ? { kind: 'plan', plan: parsed.value } : { kind: 'problems', problems: parsed.error })
    },
    async export(id) {
      const run = model().run.get(id)
      const text = run === undefined ? null : writePlanFile(model(), run)
      return text === null ? err(noPlan(id)) : ok(text)
    },
  }
}

const noAgent = failure(
  'agent-not-found',
  'No agent is set up on this machine; nothing was read.',
  'Set one up, or name one in the plan: "switchyard agents" lists them.',
)

function noPlan(run: string) {
  return failure('run-unknown', `There is no run ${run} with a plan.`, 'List the threads to see their runs.')
}
