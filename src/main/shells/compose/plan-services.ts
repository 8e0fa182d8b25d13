import type { Model } from '../../../shared/domain/model.ts'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { randomIds } from '../../adapters/ids/random-ids.ts'
import type { AgentMemory } from '../../executors/agent-memory.ts'
import { readProjectSettings } from '../../gates/project-settings.ts'
import type { HostServices } from '../../gateway/host-services.ts'
import { defaultAgent } from '../../orchestrator/default-agent.ts'
import { parsePlanFile } from '../../orchestrator/plan-file/parse-plan-file.ts'
import { writePlanFile } from '../../orchestrator/plan-file/write-plan-file.ts'
import type { GitPort } from '../../ports/git.ts'
import type { Adapters } from './adapters.ts'
import { hostAgents } from './host-agents.ts'

interface PlanParts {
  readonly adapters: Pick<Adapters, 'git' | 'catalogue' | 'settings'>
  readonly memory: AgentMemory
  readonly model: () => Model
}

type Query = Parameters<HostServices['plans']['parse']>[0]

/** Plans in files, read and written. */
export function planServices({ adapters, memory, model }: PlanParts): HostServices['plans'] {
  const { catalogue, git, settings } = adapters
  return {
    async parse(query) {
      const agents = await hostAgents({ catalogue, memory }, { refresh: false })
      const preset = defaultAgent(agents, settings.current.defaultAgent)
      if (preset === null) return err(noAgent)
      const projectGates = await gatesOf(git, query)
      if (!projectGates.ok) return projectGates
      const parsed = parsePlanFile(query.text, {
        defaultAgent: preset,
        projectGates: projectGates.value,
        agents: agents.map(({ id }) => id),
        newId: () => randomIds.next(),
      })
      return ok(parsed.ok ? { kind: 'plan', plan: parsed.value } : { kind: 'problems', problems: parsed.error })
    },
    async export(id) {
      const run = model().run.get(id)
      const text = run === undefined ? null : writePlanFile(model(), run)
      return text === null ? err(noPlan(id)) : ok(text)
    },
  }
}

/** A repository or a base that isn't there is for the command to refuse that names them. */
async function gatesOf(git: GitPort, { base, repository }: Query): Promise<Result<readonly string[], Failure>> {
  const inspected = repository === undefined ? undefined : await git.inspect(repository)
  if (!inspected?.ok) return ok([])
  const { gitDirectory, head, prefix } = inspected.value
  const named = base === undefined ? undefined : await git.resolve(gitDirectory, base)
  if (named?.ok === false) return ok([])
  const tip = head.kind === 'unborn' ? null : head.oid
  const found = await readProjectSettings(git, { gitDirectory, prefix, commit: named?.value ?? tip })
  return found.ok ? ok(found.value.gates) : found
}

const noAgent = failure(
  'agent-not-found',
  'No agent is set up on this machine; nothing was read.',
  'Set one up, or name one in the plan: "switchyard agents" lists them.',
)

function noPlan(run: string) {
  return failure('run-unknown', `There is no run ${run} with a plan.`, 'List the threads to see their runs.')
}
