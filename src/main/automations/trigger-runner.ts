import type { Automation } from '../../shared/domain/automation/state.ts'
import type { Project } from '../../shared/domain/project/state.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import { Scope } from '../../shared/kernel/scope.ts'
import type { CommittedBatch, Engine } from '../engine/engine.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/ids.ts'
import type { Trigger, Triggers, TriggerWatch } from '../ports/trigger.ts'
import { HealthReports } from './health-reports.ts'
import type { AutomationService } from './service.ts'

export interface TriggerRunnerParts {
  readonly engine: Pick<Engine, 'model' | 'readOnly' | 'report' | 'subscribe'>
  readonly service: AutomationService
  readonly triggers: Triggers
  readonly clock: Clock
  readonly ids: IdSource
  readonly problem: (message: string, error: unknown) => void
}

/** One kind of trigger of one automation that is to watch. */
interface Wanted {
  readonly automation: Automation
  readonly project: Project
  readonly trigger: Trigger
  readonly settings: JsonObject
  /** Whatever changes this has the trigger begun anew. */
  readonly digest: string
}

interface Running {
  readonly digest: string
  readonly scope: Scope
}

/** Pauses before a trigger that broke is begun again, in milliseconds: they double up to the longest. */
const firstPauseMs = 1_000
const longestPauseMs = 5 * 60_000

/** Has every trigger that is to watch begun, each in a scope of its own, and ends those that are not to any more. */
export function runTriggers(parts: TriggerRunnerParts, scope: Scope): void {
  const runner = scope.own(new TriggerRunner(parts), (running) => running.end())
  scope.own(
    parts.engine.subscribe((batch) => runner.follow(batch)),
    (stop) => stop(),
  )
  runner.look()
}

class TriggerRunner {
  readonly #parts: TriggerRunnerParts
  readonly #health: HealthReports
  readonly #running = new Map<string, Running>()
  readonly #ending = new Set<Promise<unknown>>()
  #over = false

  constructor(parts: TriggerRunnerParts) {
    this.#parts = parts
    this.#health = new HealthReports(parts)
  }

  follow({ events }: CommittedBatch): void {
    if (events.some(({ event }) => beginning.has(event.type))) this.look()
  }

  look(): void {
    if (this.#over || this.#parts.engine.readOnly !== null) return
    const wanted = new Map([...this.#wanted()].map((one) => [nameOf(one), one]))
    for (const [name, { digest }] of [...this.#running]) {
      if (wanted.get(name)?.digest !== digest) this.#end(name)
    }
    for (const [name, one] of wanted) if (!this.#running.has(name)) this.#begin(one, firstPauseMs)
  }

  async end(): Promise<void> {
    this.#over = true
    for (const name of [...this.#running.keys()]) this.#end(name)
    await Promise.all(this.#ending)
  }

  *#wanted(): Iterable<Wanted> {
    const { model } = this.#parts.engine
    for (const automation of model.automation.values()) {
      const project = model.project.get(automation.project)
      const { definition, goneSince, on } = automation
      if (!on || definition === null || goneSince !== undefined) continue
      if (project === undefined || project.forgottenAt !== undefined) continue
      for (const [kind, settings] of Object.entries(definition.on)) {
        const trigger = this.#parts.triggers.get(kind)
        if (trigger === undefined) continue
        const digest = JSON.stringify([settings, project.root, project.prefix, project.gitDirectory])
        yield { automation, project, trigger, settings, digest }
      }
    }
  }

  #begin(wanted: Wanted, pauseMs: number): void {
    const name = nameOf(wanted)
    const scope = new Scope()
    this.#running.set(name, { digest: wanted.digest, scope })
    try {
      wanted.trigger.begin(wanted.settings, this.#watch(wanted, scope), scope)
    } catch (error) {
      this.#broke(wanted, { error, pauseMs })
    }
  }

  /** It stays the one that runs, so that it is not begun a second time meanwhile; what it had opened is closed. */
  #broke(wanted: Wanted, { error, pauseMs }: { readonly error: unknown; readonly pauseMs: number }): void {
    const { clock, problem } = this.#parts
    const { automation, digest, trigger } = wanted
    const name = nameOf(wanted)
    problem(`the trigger ${trigger.kind} of ${automation.name} broke`, error)
    this.#end(name)
    this.#health.told(automation.id, trigger.kind, {
      failure: broken(trigger, error),
      retryAt: clock.now() + pauseMs,
    })
    const waiting = new Scope()
    this.#running.set(name, { digest, scope: waiting })
    waiting.own(
      clock.after(pauseMs, () => {
        if (this.#running.get(name)?.scope !== waiting) return
        this.#running.delete(name)
        this.#begin({ ...wanted, automation: this.#now(automation) }, Math.min(pauseMs * 2, longestPauseMs))
      }),
      (cancel) => cancel(),
    )
  }

  #watch({ automation, project, trigger }: Wanted, scope: Scope): TriggerWatch {
    const { id, name } = automation
    const { service } = this.#parts
    return {
      automation: { id, name },
      project,
      cursor: automation.cursors[trigger.kind] ?? null,
      deliver: async (events, cursor) => {
        if (scope.closed) return { ok: false, error: ended }
        return withoutValue(await service.fire(id, trigger.kind, { events, cursor }))
      },
      health: (trouble) => {
        if (!scope.closed) this.#health.told(id, trigger.kind, trouble)
      },
    }
  }

  #now({ id }: Automation): Automation {
    const automation = this.#parts.engine.model.automation.get(id)
    if (automation === undefined) throw new Error(`the automation ${id} is no longer in the model`)
    return automation
  }

  #end(name: string): void {
    const running = this.#running.get(name)
    this.#running.delete(name)
    if (running === undefined) return
    const ending = running.scope.close().then((errors) => {
      for (const error of errors) this.#parts.problem(`the trigger ${name} did not end well`, error)
      this.#ending.delete(ending)
    })
    this.#ending.add(ending)
  }
}

/** Events after which another set of triggers may be wanted. */
const beginning: ReadonlySet<string> = new Set([
  'automation.found',
  'automation.defined',
  'automation.gone',
  'automation.switched',
  'project.opened',
  'project.forgotten',
])

function nameOf({ automation, trigger }: Wanted): string {
  return `${automation.id}/${trigger.kind}`
}

function withoutValue(result: Result<unknown, Failure>): Result<void, Failure> {
  return result.ok ? ok(undefined) : result
}

const ended = failure(
  'trigger-ended',
  'This trigger was ended; nothing was fired.',
  'It is told again when it is begun anew.',
)

function broken(trigger: Trigger, error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error)
  return failure(
    'trigger-broke',
    `The trigger ${trigger.title} broke: ${reason}. Nothing is lost, and it is begun again by itself.`,
    'If it goes on, report it with the output of `switchyard doctor`.',
  )
}
