import type { z } from 'zod'
import type {
  AutomationFacts,
  AutomationFile,
  AutomationTemplate,
  DryRun,
  FireAnswer,
  FiringPage,
  TextCheck,
  TriggerView,
} from '../../shared/contract/automation-views.ts'
import type { automationsChannel } from '../../shared/contract/channels/automations.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { AutomationId } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { Result } from '../../shared/kernel/result.ts'

type Channel = typeof automationsChannel
type Asked<Name extends keyof Channel> = z.output<NonNullable<Channel[Name]['~orpc']['inputSchema']>>
type Answer<T> = Promise<Result<T, Failure>>

/** What the host answers about automations; see the channel for what each means. */
export interface AutomationServices {
  offers(): Promise<{
    readonly triggers: readonly TriggerView[]
    readonly templates: readonly AutomationTemplate[]
    readonly sandbox: boolean
  }>
  facts(query: Asked<'facts'>): Promise<readonly AutomationFacts[]>
  read(query: Asked<'read'>): Answer<AutomationFile>
  check(query: Asked<'check'>): Answer<TextCheck>
  edit(query: Asked<'edit'>): Answer<{ readonly text: string }>
  save(query: Asked<'save'>): Answer<{ readonly automation: AutomationId; readonly revision: string }>
  remove(query: Asked<'remove'>): Answer<{ readonly trash: string }>
  dryRun(query: Asked<'dryRun'>): Answer<DryRun>
  fire(query: Asked<'fire'>): Answer<FireAnswer>
  firings(query: Asked<'firings'>): Promise<FiringPage>
  event(query: Asked<'event'>): Promise<{ readonly fields: JsonObject | null }>
}
