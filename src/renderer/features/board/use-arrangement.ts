import { useState } from 'react'
import { type Arrangement, arrange, type Hold, sameSections } from './arrange.ts'
import { type Section, type SectionKind, sectionKey } from './sections.ts'

export interface ArrangementOptions {
  readonly fresh: readonly Section[]
  /** Changes with what a person asked for (scope, filters), which is never held back. */
  readonly request: string
  /** Where the pointer is; absent while it isn't over the list. */
  readonly over: string | null | undefined
  /** The row that has the keyboard's focus; null without. */
  readonly focused: string | null
  readonly folded: ReadonlySet<SectionKind>
  readonly exists: (thread: string) => boolean
}

/** Where rows are drawn: rows that a person points at, or is at with the keyboard, stay where they are. */
export function useArrangement(options: ArrangementOptions): Arrangement & { readonly apply: () => void } {
  const { fresh, request } = options
  const [drawn, setDrawn] = useState({ request, sections: fresh })
  const hold = drawn.request === request ? holdFor(drawn.sections, options) : null
  const arrangement = arrange(drawn.sections, fresh, hold)
  if (drawn.request !== request || !sameSections(drawn.sections, arrangement.sections)) {
    setDrawn({ request, sections: arrangement.sections })
  }
  return { ...arrangement, apply: () => setDrawn({ request, sections: fresh }) }
}

function holdFor(drawn: readonly Section[], options: ArrangementOptions): Hold | null {
  const { fresh, over, focused, folded, exists } = options
  if (over !== undefined) return { over, folded, exists }
  if (focused === null) return null
  const section = drawn.find(({ threads }) => threads.includes(focused))
  const held: Hold = { over: section === undefined ? null : sectionKey(section), folded, exists }
  return arrange(drawn, fresh, held).waiting.includes(focused) ? held : null
}
