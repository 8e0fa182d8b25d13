import { useContext } from 'react'
import { useNow } from '../../client/clock.ts'
import { useModel } from '../../client/model-hooks.ts'
import { SectionHeader } from '../../ui/section-header.tsx'
import { BoardContext } from './board-context.ts'
import { sectionHeight } from './columns.ts'
import { acrossRole, rowRole } from './grid-roles.ts'
import { sectionFacts } from './section-facts.ts'
import { sectionWords } from './section-words.ts'
import { foldable, type Section, sectionKey, sectionTitles } from './sections.ts'

export interface SectionLineProps {
  readonly section: Section
  readonly open: boolean
  readonly index: number
  readonly top: number
  readonly today: boolean
  readonly onToggle: () => void
}

/** The line above a section's rows, or in their place. */
export function SectionLine({ section, index, top, ...line }: SectionLineProps) {
  const { Team } = useContext(BoardContext).slots
  return (
    <div
      {...rowRole(index)}
      data-section={sectionKey(section)}
      style={{ top, height: sectionHeight }}
      className="absolute inset-x-0"
    >
      <div {...acrossRole} className="h-full overflow-hidden">
        {section.team === undefined ? <Words section={section} {...line} /> : <Team cluster={section.team} />}
      </div>
    </div>
  )
}

function Words({ section, open, today, onToggle }: Omit<SectionLineProps, 'index' | 'top'>) {
  const { kind } = section
  const facts = useModel((model) => sectionFacts(model, section))
  const now = useNow(10_000)
  const words = sectionWords(facts, now)
  const title = kind === 'landed' && today ? 'Landed today' : sectionTitles[kind]
  if (!foldable.has(kind)) {
    return <SectionHeader title={title} detail={words === '' ? undefined : words} hot={kind === 'needs-you'} />
  }
  return (
    <h2 className="h-full text-12">
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="flex h-full w-full items-center gap-2 border-b border-soft bg-section px-4 text-left -outline-offset-2 hover:bg-raised"
      >
        <span className="font-medium text-muted">{title}</span>
        <span className="truncate text-faint">{words}</span>
        <span aria-hidden className="ml-auto text-faint">
          {open ? '▾' : '▸'}
        </span>
      </button>
    </h2>
  )
}
