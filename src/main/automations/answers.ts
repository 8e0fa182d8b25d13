import type { AutomationFacts, DryRun, FireAnswer, FiringPage } from '../../shared/contract/automation-views.ts'
import type { Automation } from '../../shared/domain/automation/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { FiringId, ProjectId } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { StorePort } from '../ports/store.ts'
import { type DryRunParts, type DryRunQuery, dryRun } from './dry-run.ts'
import { type FireByName, type FireParts, fireByName } from './fire-by-name.ts'
import { type FiringsQuery, listFirings } from './list-firings.ts'

export interface AnswerParts extends DryRunParts, FireParts {
  readonly engine: DryRunParts['engine'] & FireParts['engine']
  readonly store: DryRunParts['store'] & FireParts['store'] & Pick<StorePort, 'listGroup'>
}

/** What the host answers about automations, beside their files. */
export interface AutomationAnswers {
  facts(query: { readonly project: ProjectId }): Promise<readonly AutomationFacts[]>
  dryRun(query: DryRunQuery): Promise<Result<DryRun, Failure>>
  fire(query: FireByName): Promise<Result<FireAnswer, Failure>>
  firings(query: FiringsQuery): Promise<FiringPage>
  event(query: { readonly firing: FiringId }): Promise<{ readonly fields: JsonObject | null }>
}

export function automationAnswers(parts: AnswerParts): AutomationAnswers {
  return {
    async facts({ project }) {
      return [...parts.engine.model.automation.within(project)].map((automation) => factsOf(parts, automation))
    },
    dryRun: (query) => dryRun(parts, query),
    fire: (query) => fireByName(parts, query),
    firings: (query) => listFirings(parts.store, query),
    event: async ({ firing }) => ({ fields: await parts.store.readPayload(firing) }),
  }
}

/** How it is looked for stands where there is room: in the form. */
function firstPhrase(words: string): string {
  return words.split(' · ', 1)[0] ?? words
}

function factsOf({ clock, files, triggers }: AnswerParts, automation: Automation): AutomationFacts {
  const known = Object.entries(automation.definition?.on ?? {}).flatMap(([kind, settings]) => {
    const trigger = triggers.get(kind)
    return trigger === undefined ? [] : [{ trigger, settings }]
  })
  const times = known.flatMap(({ settings, trigger }) => trigger.next?.(settings, clock.now()) ?? [])
  return {
    automation: automation.id,
    file: files.fileOf(automation),
    when: known.map(({ settings, trigger }) => firstPhrase(trigger.words(settings))).join(', '),
    // One that is off or gone fires by hand alone.
    next: times.length === 0 || !automation.on || automation.goneSince !== undefined ? null : Math.min(...times),
    webhook: known.flatMap(({ trigger }) => trigger.address?.(automation.id) ?? [])[0] ?? null,
  }
}
