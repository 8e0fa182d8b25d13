import { type Section, type SectionKind, sectionKey, sectionOrder } from './sections.ts'

/** While a person points at the list. */
export interface Hold {
  /** The section at which they point, as `sectionKey` names it: nothing is put in above it. Null below everything. */
  readonly over: string | null
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
  const sections = heldSections(previous, fresh, hold)
  return { sections, waiting: displaced(sections, fresh, hold) }
}

type ByKey = ReadonlyMap<string, Section>

function byKey(sections: readonly Section[]): ByKey {
  return new Map(sections.map((section) => [sectionKey(section), section]))
}

function heldSections(previous: readonly Section[], fresh: readonly Section[], hold: Hold): readonly Section[] {
  const { over, folded, exists } = hold
  const [before, after] = [byKey(previous), byKey(fresh)]
  const drawn = new Set<string>()
  for (const { kind, threads } of previous) {
    if (!folded.has(kind)) for (const thread of threads) if (exists(thread)) drawn.add(thread)
  }
  const places = allPlaces(before, after)
  // What isn't drawn can't be pointed at.
  const pointer = over === null || !before.has(over) ? -1 : places.findIndex((place) => sectionKey(place) === over)
  return places.flatMap((place, at): readonly Section[] => {
    const key = sectionKey(place)
    const [known, now] = [before.get(key), after.get(key)]
    const isFolded = folded.has(place.kind)
    const stay = isFolded ? [] : (known?.threads ?? []).filter((thread) => drawn.has(thread))
    const come = (now?.threads ?? []).filter((thread) => !drawn.has(thread))
    // Below the pointer there is room; a folded section that has its line grows without growing.
    const room = at >= pointer || (isFolded && known !== undefined)
    const threads = room ? [...stay, ...come] : stay
    const line = known !== undefined || (room && now?.threads.length === 0)
    return threads.length > 0 || line ? [{ ...place, threads }] : []
  })
}

type Place = Pick<Section, 'kind' | 'team'>

/** Where sections may stand, from the top: teams that are drawn stay in their order, and new ones come after them. */
function allPlaces(before: ByKey, after: ByKey): readonly Place[] {
  const teams = new Map<string, Place>()
  for (const { kind, team } of [...before.values(), ...after.values()]) {
    if (team !== undefined) teams.set(team, { kind, team })
  }
  return sectionOrder.flatMap((kind): readonly Place[] =>
    kind === 'together' ? [...teams.values(), { kind }] : [{ kind }],
  )
}

function displaced(shown: readonly Section[], fresh: readonly Section[], { folded }: Hold): readonly string[] {
  const shownIn = places(shown)
  const freshIn = places(fresh)
  const elsewhere = [...freshIn].flatMap(([thread, key]) => (shownIn.get(thread) === key ? [] : [thread]))
  const leaving = [...shownIn.keys()].filter((thread) => !freshIn.has(thread))
  const target = byKey(fresh)
  const outOfOrder = shown.flatMap((section) => {
    if (folded.has(section.kind)) return []
    const key = sectionKey(section)
    const staying = section.threads.filter((thread) => freshIn.get(thread) === key)
    const wanted = (target.get(key)?.threads ?? []).filter((thread) => shownIn.get(thread) === key)
    return staying.filter((thread, at) => wanted[at] !== thread)
  })
  return [...elsewhere, ...leaving, ...outOfOrder]
}

function places(sections: readonly Section[]): ReadonlyMap<string, string> {
  return new Map(sections.flatMap((section) => section.threads.map((thread) => [thread, sectionKey(section)] as const)))
}

export function sameSections(one: readonly Section[], other: readonly Section[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ kind, team, threads }, at) => {
      const beside = other[at]
      return (
        beside?.kind === kind &&
        beside.team === team &&
        beside.threads.length === threads.length &&
        threads.every((thread, index) => beside.threads[index] === thread)
      )
    })
  )
}
