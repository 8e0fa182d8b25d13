import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import { knownProjects } from '../../../shared/domain/project/queries.ts'
import type { ProjectId } from '../../../shared/kernel/ids.ts'
import type { Scope } from '../../../shared/kernel/scope.ts'
import type { ReadContext } from '../definition/read-definition.ts'
import type { AutomationFileParts } from '../services.ts'
import { ownPlace, placeOfProject } from './places.ts'
import { tellOwn } from './tell-own.ts'
import { tellProject } from './tell-project.ts'

/** A project's folder, or the person's own. */
export type Whose = ProjectId | 'own'

const unread = 'A folder of automations was not read.'

/** Watches the folders of automations, and tells what their files say whenever that may have changed. */
export class FileReports {
  readonly #parts: AutomationFileParts
  readonly #watched = new Map<ProjectId, Scope>()
  readonly #waiting = new Set<Whose>()
  /** One folder is read or written at a time, so that what is told is in the order of what was written. */
  #lane: Promise<unknown> = Promise.resolve()
  #ended = false

  constructor(parts: AutomationFileParts) {
    this.#parts = parts
  }

  /** Resolves once every folder is watched and was read. */
  async begin(scope: Scope): Promise<void> {
    const { dataFolder, engine } = this.#parts
    scope.own(this, (reports) => {
      reports.#ended = true
      return reports.#lane.then(() => undefined)
    })
    scope.own(
      engine.subscribe(({ events }) => {
        const moved = events.some(({ event }) => event.type === 'project.opened' || event.type === 'project.forgotten')
        if (moved) void this.#follow(scope).catch((error: unknown) => this.#parts.problem(unread, error))
      }),
      (stop) => stop(),
    )
    await this.#watch('own', ownPlace(dataFolder).folder, scope)
    await this.#follow(scope)
    await this.look('own')
  }

  /** Reads a folder again and tells what changed; resolves once that is durable. */
  look(whose: Whose): Promise<void> {
    return this.#inLane(() => this.#read(whose))
  }

  /** Does something to a folder's files and tells of it as a person's doing, before anybody else does. */
  change<T>(whose: Whose, name: string, work: () => Promise<T>): Promise<T> {
    return this.#inLane(async () => {
      const done = await work()
      await this.#read(whose, name)
      return done
    })
  }

  async contextOf(scope: AutomationScope): Promise<ReadContext> {
    const { agents, patterns, templates, triggers } = this.#parts
    return { scope, triggers, agents: await agents(), templates, patterns }
  }

  async #follow(scope: Scope): Promise<void> {
    const known = knownProjects(this.#parts.engine.model)
    const ids = new Set(known.map(({ id }) => id))
    for (const [id, child] of this.#watched) {
      if (ids.has(id)) continue
      this.#watched.delete(id)
      await child.close()
    }
    // What is opened below a scope that is closed would never be closed.
    const fresh = scope.closed ? [] : known.filter(({ id }) => !this.#watched.has(id))
    await Promise.all(
      fresh.map(async (project) => {
        const child = scope.child()
        this.#watched.set(project.id, child)
        await this.#watch(project.id, placeOfProject(project).folder, child)
        await this.look(project.id)
      }),
    )
    if (fresh.length > 0) await this.look('own')
  }

  #watch(whose: Whose, folder: string, scope: Scope): Promise<void> {
    const changed = () => this.#soon(whose)
    return this.#parts.watch.watch({ folder, deep: false, changed, trouble: changed }, scope)
  }

  /** However often it is asked for, it waits once. */
  #soon(whose: Whose): void {
    if (this.#waiting.has(whose)) return
    this.#waiting.add(whose)
    void this.#inLane(() => {
      this.#waiting.delete(whose)
      return this.#read(whose)
    })
  }

  #inLane<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#lane.then(work)
    this.#lane = done.catch((error: unknown) => this.#parts.problem(unread, error))
    return done
  }

  async #read(whose: Whose, person?: string): Promise<void> {
    // The host may end while a folder is about to be watched: what it would be told with is closed then.
    if (this.#ended) return
    const how = {
      contextOf: (scope: AutomationScope) => this.contextOf(scope),
      ended: () => this.#ended,
      ...(person === undefined ? {} : { person }),
    }
    if (whose === 'own') return await tellOwn(this.#parts, how)
    const project = this.#parts.engine.model.project.get(whose)
    if (project !== undefined && project.forgottenAt === undefined) await tellProject(this.#parts, project, how)
  }
}
