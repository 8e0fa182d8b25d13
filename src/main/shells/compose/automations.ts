import type { Model } from '../../../shared/domain/model.ts'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import type { Scope } from '../../../shared/kernel/scope.ts'
import { describedAgentIds } from '../../adapters/agents/catalog/entries.ts'
import { cronerCron } from '../../adapters/cron/croner-cron.ts'
import { localFilePrints } from '../../adapters/file-prints/local-file-prints.ts'
import { createFolderWatch } from '../../adapters/folder-watch/local-folder-watch.ts'
import { createForgeWatch } from '../../adapters/forge-watch/forge-watch.ts'
import { re2Patterns } from '../../adapters/text-pattern/re2-patterns.ts'
import { mustacheTemplates } from '../../adapters/text-template/mustache-templates.ts'
import { openAutomationFiles } from '../../automation-files/open-automation-files.ts'
import { automationAnswers } from '../../automations/answers.ts'
import { automationsCapability } from '../../automations/capability.ts'
import { firingIdOf } from '../../automations/firing-ids.ts'
import { AutomationService } from '../../automations/service.ts'
import type { AutomationParts, ChooseAgents } from '../../automations/services.ts'
import { beginAutomationTimers } from '../../automations/timers.ts'
import { runTriggers } from '../../automations/trigger-runner.ts'
import type { Capability } from '../../engine/capability.ts'
import type { AutomationServices } from '../../gateway/automation-services.ts'
import { defaultAgent } from '../../orchestrator/default-agent.ts'
import { outboundCapability } from '../../outbound/capability.ts'
import { drafts } from '../../outbound/draft.ts'
import type { Triggers } from '../../ports/trigger.ts'
import { openTriggers } from '../../triggers/registry.ts'
import { WebhookDesk } from '../../triggers/webhook-desk.ts'
import type { Adapters } from './adapters.ts'
import type { Core } from './core.ts'
import { definitionSource } from './definition-source.ts'
import { hostAgents } from './host-agents.ts'

interface Parts {
  readonly adapters: Adapters
  readonly core: Core
  readonly dataFolder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Names this host among all that share a repository. */
  readonly host: string
  readonly problem: (message: string, error: unknown) => void
}

export interface Automations {
  readonly services: AutomationServices
  readonly capabilities: readonly Capability[]
  readonly webhooks: WebhookDesk
  /** Reads the files, and then has triggers watch: nothing fires before the host knows what is in force. */
  begin(scope: Scope): Promise<void>
}

/** Work that starts by itself: its files, its triggers, its dispatches, and what it writes outside. */
export function openAutomations(parts: Parts): Automations {
  const { adapters, core, problem } = parts
  const { clock, forge, git, ids } = adapters
  const { engine, store } = core
  const webhooks = new WebhookDesk()
  const triggers = triggersOf(parts, webhooks)
  const service = new AutomationService({ engine, store, clock, ids, patterns: re2Patterns })
  const files = filesOf(parts, triggers)
  const source = definitionSource({ dataFolder: parts.dataFolder, engine, files })
  const chooseAgents = chosenAgents(parts)
  const outside = { git, forge, store }
  const draft = drafts({ ...outside, model: (): Model => engine.model })
  const own: AutomationParts = { engine, store, git, clock, ids, host: parts.host, service, chooseAgents, draft }
  const answers = automationAnswers({ ...own, engine, git, files: source, triggers })
  return {
    webhooks,
    services: {
      ...files.services,
      ...answers,
      async facts(query) {
        // Whoever asks has just written a file, as often as not.
        if (engine.readOnly === null) await Promise.all([files.look(query.project), files.look('own')])
        return answers.facts(query)
      },
    },
    capabilities: [automationsCapability(own), outboundCapability(outside)],
    async begin(scope) {
      if (engine.readOnly !== null) return
      await files.begin(scope)
      if (scope.closed) return
      beginAutomationTimers({ engine, store, clock, ids, problem }, scope)
      runTriggers({ engine, service, triggers, clock, ids, problem }, scope)
    },
  }
}

function triggersOf({ adapters, core, environment, problem }: Parts, webhooks: WebhookDesk): Triggers {
  const { clock, forge, git, ids, processes, roots, secrets } = adapters
  const { engine, store } = core
  return openTriggers({
    clock,
    ids,
    cron: cronerCron,
    git,
    filePrints: localFilePrints,
    folderWatch: createFolderWatch(clock),
    forge,
    forgeWatch: createForgeWatch({ clock, forge, problem }),
    processes,
    roots,
    secrets,
    webhooks,
    firingOf: firingIdOf,
    host: {
      get model() {
        return engine.model
      },
      get sequence() {
        return engine.sequence
      },
      subscribe: (listener) => engine.subscribe(listener),
      readEvents: (query) => store.readEvents(query),
      loadStates: (keys) => store.loadStates(keys),
    },
    kept: store,
    environment,
    problem,
  })
}

function filesOf({ adapters, core, dataFolder, problem }: Parts, triggers: Triggers) {
  const { clock, ids, settings } = adapters
  return openAutomationFiles({
    engine: core.engine,
    watch: createFolderWatch(clock),
    clock,
    ids,
    dataFolder,
    triggers,
    // Which of them are here is found out by starting programs, and only whoever dispatches needs to know.
    agents: async () => [...describedAgentIds, ...settings.current.customAgents.map(({ id }) => id)],
    templates: mustacheTemplates,
    patterns: re2Patterns,
    sandbox: false,
    problem,
  })
}

function chosenAgents({ adapters, core }: Parts): ChooseAgents {
  const { catalogue, settings } = adapters
  const { memory } = core
  return async (wanted) => {
    const agents = await hostAgents({ catalogue, memory }, { refresh: false })
    if (wanted.length === 0) {
      const preset = defaultAgent(agents, settings.current.defaultAgent)
      return preset === null ? err(noAgent) : ok([preset])
    }
    const ready = new Set(agents.flatMap(({ id, state }) => (state.kind === 'ready' ? [id] : [])))
    const there = wanted.filter((id) => ready.has(id))
    return there.length === 0 ? err(notThere(wanted)) : ok(there.map((id) => ({ kind: 'catalogue', id })))
  }
}

const noAgent = failure(
  'agent-not-found',
  'No agent is set up on this machine; nothing was dispatched.',
  'Set one up: "switchyard agents" lists them.',
)

function notThere(wanted: readonly string[]): Failure {
  return failure('agent-not-found', `None of ${wanted.join(', ')} is set up here; nothing was dispatched.`, {
    remedy: 'Set one of them up, or name another in the file.',
    facts: { wanted },
  })
}
