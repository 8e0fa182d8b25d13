import { foldable, type Section, sectionKey } from './sections.ts'

/** What is drawn one below the other: the line of a section, then its rows. */
export type Line =
  | { readonly kind: 'section'; readonly section: Section; readonly open: boolean }
  | { readonly kind: 'thread'; readonly id: string; readonly section: string }

/** The lines from the top; a foldable section has rows only while it is open. */
export function linesOf(sections: readonly Section[], open: ReadonlySet<string>): readonly Line[] {
  return sections.flatMap((section) => {
    const isOpen = !foldable.has(section.kind) || open.has(section.kind)
    const key = sectionKey(section)
    const rows = isOpen ? section.threads.map((id) => ({ kind: 'thread', id, section: key }) as const) : []
    return [{ kind: 'section', section, open: isOpen } as const, ...rows]
  })
}

/** The id of a row's element, for the grid to name the active one. */
export function lineId(thread: string): string {
  return `thread-${thread}`
}
