import { type Section, type SectionKind, sectionOrder } from './sections.ts'

/** While a person points at the list. */
export interface Hold {
  /** Where they point: nothing is put in above it. Null where they point below everything. */
  readonly over: SectionKind | null
  /** Sections of which only the line is drawn. */
  readonly folded: ReadonlySet<SectionKind>
  /** Whether there still is such a thread, whatever the filters say of it. */
  readonly exists: (thread: string) => boolean
}

export interface Arrangement {
  readonly sections: readonly Section[]
  /** Threads that are not where they will be once the hold ends. */
  readonly waiting: readonly string[]
}

/**
 * Where threads are drawn. Free, that is the fresh order. Held, every drawn row and line stays where it is; threads
 * that are new, or come out of a folded section, join the end of their section where that moves nothing under the
 * pointer, and wait otherwise.
 */
export function arrange(previous: readonly Section[], fresh: readonly Section[], hold: Hold | null): Arrangement {
  if (hold === null) return { sections: fresh, waiting: [] }
  const sections = heldSections(new Map(byKind(previous)), new Map(byKind(fresh)), hold)
  return { sections, waiting: displaced(sections, fresh, hold) }
}

type ByKind = ReadonlyMap<SectionKind, readonly string[]>

function byKind(sections: readonly Section[]): readonly (readonly [SectionKind, readonly string[]])[] {
  return sections.map(({ kind, threads }) => [kind, threads] as const)
}

function heldSections(previous: ByKind, fresh: ByKind, { over, folded, exists }: Hold): readonly Section[] {
  const drawn = new Set<string>()
  for (const [kind, threads] of previous) {
    if (!folded.has(kind)) for (const thread of threads) if (exists(thread)) drawn.add(thread)
  }
  const pointer = over === null ? -1 : sectionOrder.indexOf(over)
  return sectionOrder.flatMap((kind, at): readonly Section[] => {
    const known = previous.get(kind)
    const stay = folded.has(kind) ? [] : (known ?? []).filter((thread) => drawn.has(thread))
    const come = (fresh.get(kind) ?? []).filter((thread) => !drawn.has(thread))
    // Below the pointer there is room; a folded section that has its line grows without growing.
    const room = at >= pointer || (folded.has(kind) && known !== undefined)
    const threads = room ? [...stay, ...come] : stay
    return threads.length > 0 || known !== undefined ? [{ kind, threads }] : []
  })
}

function displaced(shown: readonly Section[], fresh: readonly Section[], { folded }: Hold): readonly string[] {
  const shownIn = places(shown)
  const freshIn = places(fresh)
  const elsewhere = [...freshIn].flatMap(([thread, kind]) => (shownIn.get(thread) === kind ? [] : [thread]))
  const leaving = [...shownIn.keys()].filter((thread) => !freshIn.has(thread))
  const target = new Map(byKind(fresh))
  const outOfOrder = shown.flatMap(({ kind, threads }) => {
    if (folded.has(kind)) return []
    const staying = threads.filter((thread) => freshIn.get(thread) === kind)
    const wanted = (target.get(kind) ?? []).filter((thread) => shownIn.get(thread) === kind)
    return staying.filter((thread, at) => wanted[at] !== thread)
  })
  return [...elsewhere, ...leaving, ...outOfOrder]
}

function places(sections: readonly Section[]): ReadonlyMap<string, SectionKind> {
  return new Map(sections.flatMap(({ kind, threads }) => threads.map((thread) => [thread, kind] as const)))
}

export function sameSections(one: readonly Section[], other: readonly Section[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ kind, threads }, at) => {
      const beside = other[at]
      return (
        beside?.kind === kind &&
        beside.threads.length === threads.length &&
        threads.every((thread, index) => beside.threads[index] === thread)
      )
    })
  )
}
