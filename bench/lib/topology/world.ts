export const worldClasses = ['independent', 'apart', 'lines', 'interface', 'chain', 'hub'] as const

export type WorldClass = (typeof worldClasses)[number]

/** What a class is, for the report. */
export const classNames: Readonly<Record<WorldClass, string>> = {
  independent: 'independent',
  apart: 'shared file, apart',
  lines: 'shared lines',
  interface: 'interface producer and consumer',
  chain: 'chain',
  hub: 'hub with many',
}

/** Something that one task adds to a file, and others build on. */
export interface Need {
  readonly path: string
  readonly symbol: string
}

/** One change that a task plans: lines of one part of one file. */
export interface PlannedEdit {
  /** Unique in its world, and found in the file exactly once when all is done. */
  readonly id: string
  readonly path: string
  readonly part: number
  /** Of work. */
  readonly minutes: number
  readonly provides?: string
  readonly needs?: Need
}

export interface WorldTask {
  readonly key: string
  readonly title: string
  readonly brief: string
  /** What the plan says that it will touch: not all of it. */
  readonly paths: readonly string[]
  /** Keys of tasks that the plan says it comes after. */
  readonly after: readonly string[]
  /** Before the first edit. */
  readonly readingMinutes: number
  readonly edits: readonly PlannedEdit[]
}

export interface WorldFile {
  readonly path: string
  readonly parts: number
  /** Paths of files that it refers to. */
  readonly imports: readonly string[]
}

/** A repository with a history, and what is to be done in it. The class is for the report only: no agent sees it. */
export interface World {
  readonly kind: WorldClass
  readonly seed: number
  readonly files: readonly WorldFile[]
  /** Paths that changed together, one commit each, oldest first. */
  readonly history: readonly (readonly string[])[]
  readonly tasks: readonly WorldTask[]
}

/** Minutes of work that a task takes, without what coordination costs. */
export function workMinutes({ edits, readingMinutes }: Pick<WorldTask, 'edits' | 'readingMinutes'>): number {
  return edits.reduce((sum, { minutes }) => sum + minutes, readingMinutes)
}

/** The task that adds a symbol; undefined where nobody does. */
export function providerOf(world: World, { path, symbol }: Need): WorldTask | undefined {
  return world.tasks.find(({ edits }) => edits.some((edit) => edit.path === path && edit.provides === symbol))
}
