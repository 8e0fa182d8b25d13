import { z } from 'zod'
import type { StoredEvent } from '../../shared/domain/event.ts'
import type { Trigger, TriggerEvent, TriggerWatch } from '../ports/trigger.ts'
import { keepLooking } from './keep-looking.ts'
import type { HostReads, TriggerServices } from './services.ts'
import { landingEnded, runRested } from './work-ended.ts'

type Services = Pick<TriggerServices, 'clock' | 'host' | 'problem'>

const pageSize = 500
const retryMs = 5000
/** Between looks that nothing asks for. */
const rareMs = 10 * 60_000
/** Events after which the cursor is stored although nothing fired, so that a later host has little to read again. */
const storeAfter = 20_000

const outcome = z.enum(['landed', 'ready', 'parked'], 'Write landed, ready or parked.')
const settings = z.strictObject({
  what: z.enum(['run', 'landing'], 'Write run or landing.').describe('A run that comes to rest, or a landing'),
  outcome: z
    .array(outcome, 'A list of landed, ready and parked.')
    .min(1, 'Name one at least.')
    .optional()
    .describe('How a run came to rest; any way without it'),
  automation: z
    .string('The name of an automation.')
    .max(64, 'A name has at most 64 characters.')
    .optional()
    .describe('Only what this automation began'),
})
type Settings = z.output<typeof settings>

/** Work of this project has come to its end here. */
export function finishedTrigger(services: Services): Trigger<Settings> {
  return {
    kind: 'finished',
    title: 'Run or landing finished',
    outside: false,
    settings,
    fields: [
      { name: 'title', kind: 'text', words: 'What it was about', example: 'Fix the login page' },
      { name: 'outcome', kind: 'text', words: 'landed, ready or parked', example: 'landed' },
      {
        name: 'automation',
        kind: 'text',
        words: 'What began it; empty for a person',
        example: 'investigate-new-issue',
      },
      { name: 'run', kind: 'text', words: 'Id of the run', example: 'r3x9' },
      { name: 'thread', kind: 'text', words: 'Id of the thread', example: 't3x9' },
      { name: 'commit', kind: 'text', words: 'Its commit; empty without one', example: '1b2e1d6…' },
      { name: 'files', kind: 'number', words: 'Files that it changed', example: 3 },
      { name: 'additions', kind: 'number', words: 'Lines that it added', example: 40 },
      { name: 'deletions', kind: 'number', words: 'Lines that it took out', example: 12 },
      { name: 'cost', kind: 'number', words: 'US dollars; 0 where no agent told', example: 0.8 },
    ],
    words: (of) => {
      const whose = of.automation === undefined ? '' : ` of ${of.automation}`
      const how = of.what === 'landing' || of.outcome === undefined ? '' : ` (${of.outcome.join(', ')})`
      return of.what === 'landing' ? `A landing${whose} is done` : `A run${whose} comes to rest${how}`
    },
    begin(of, watch, scope) {
      const { clock, host, problem } = services
      const following = new Following(host, of, watch)
      const what = `following what ends for ${watch.automation.name}`
      const wake = keepLooking({ clock, problem, what }, scope, () => following.look())
      const told = ({ events }: { readonly events: readonly StoredEvent[] }) => {
        if (events.some(({ event }) => candidates[of.what].has(event.type))) wake()
      }
      scope.own(host.subscribe(told), (stop) => stop())
    },
  }
}

const candidates: Readonly<Record<Settings['what'], ReadonlySet<string>>> = {
  landing: new Set(['landing.completed']),
  run: new Set(['thread.readied', 'thread.parked', 'thread.landed', 'task.landed', 'task.parked']),
}

class Following {
  readonly #host: HostReads
  readonly #settings: Settings
  readonly #watch: TriggerWatch
  #cursor: number | null
  #stored: number

  constructor(host: HostReads, of: Settings, watch: TriggerWatch) {
    this.#host = host
    this.#settings = of
    this.#watch = watch
    const { cursor } = watch
    // One from after the last event is of another history.
    this.#cursor = typeof cursor === 'number' && cursor <= host.sequence ? cursor : null
    this.#stored = this.#cursor ?? 0
  }

  /** Answers when to look again. */
  async look(): Promise<number> {
    if (this.#cursor === null && !(await this.#tell([], this.#host.sequence))) return retryMs
    for (let more = true; more; ) {
      const after = this.#cursor ?? 0
      const page = await this.#host.readEvents({ after, limit: pageSize })
      const last = page.at(-1)?.sequence ?? after
      const events = await this.#eventsOf(page)
      const far = last - this.#stored >= storeAfter
      if ((events.length > 0 || far) && !(await this.#tell(events, last))) return retryMs
      this.#cursor = last
      more = page.length === pageSize
    }
    return rareMs
  }

  async #tell(events: readonly TriggerEvent[], cursor: number): Promise<boolean> {
    const told = await this.#watch.deliver(events, cursor)
    if (!told.ok) return false
    this.#cursor = cursor
    this.#stored = cursor
    return true
  }

  async #eventsOf(page: readonly StoredEvent[]): Promise<readonly TriggerEvent[]> {
    const { what } = this.#settings
    const ended = page.filter(({ event }) => candidates[what].has(event.type)).map(({ event }) => event)
    const once = new Map<string, TriggerEvent>()
    for (const event of ended) {
      const found =
        event.type === 'landing.completed'
          ? await landingEnded(this.#host, event.id)
          : await runRested(this.#host, event)
      if (found === null || found.project !== this.#watch.project.id || !this.#wanted(found.event)) continue
      once.set(found.event.id, found.event)
    }
    return [...once.values()]
  }

  #wanted({ fields }: TriggerEvent): boolean {
    const { automation, outcome: outcomes, what } = this.#settings
    const fits = what === 'landing' || outcomes === undefined || outcomes.some((one) => one === fields.outcome)
    return fits && (automation === undefined || fields.automation === automation)
  }
}
