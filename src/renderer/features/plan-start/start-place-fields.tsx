import { useId } from 'react'
import { openOverlay } from '../../client/overlays.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Select } from '../../ui/select.tsx'
import type { StartDraft } from './start-draft.ts'
import type { StartPlace } from './use-start-place.ts'

export interface StartPlaceFieldsProps {
  readonly place: StartPlace
  readonly onChange: (patch: Partial<StartDraft>) => void
}

const another = 'open another'

/** The project, what tasks start from and where they land. */
export function StartPlaceFields({ place, onChange }: StartPlaceFieldsProps) {
  const { projects, project, base, into, branches } = place
  if (project === null) return null
  return (
    <>
      <Select
        label="Project"
        showLabel
        value={project.id as string}
        options={[
          ...projects.map(({ id, name }) => ({ value: id as string, title: visibleLine(name) })),
          { value: another, title: 'Open a repository…' },
        ]}
        onChange={(id) => {
          if (id === another) openOverlay({ kind: 'open-repository', path: null })
          else onChange({ project: id, base: null, into: null })
        }}
      />
      <RefField label="From" value={base} known={branches} onChange={(text) => onChange({ base: text })} />
      <RefField label="Lands on" value={into} known={branches} onChange={(text) => onChange({ into: text })} />
    </>
  )
}

interface RefFieldProps {
  readonly label: string
  readonly value: string
  readonly known: readonly string[]
  readonly onChange: (value: string) => void
}

/** A branch by name, in the shape of a button. */
function RefField({ label, value, known, onChange }: RefFieldProps) {
  const list = useId()
  return (
    <label className="inline-flex max-w-full items-center gap-1.5 rounded border border-line bg-raised px-2.5 py-[3px] whitespace-nowrap hover:border-faint has-focus-visible:outline-2 has-focus-visible:outline-focus">
      <span className="text-muted">{label}</span>
      <input
        value={value}
        list={list}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        className="field-sizing-content max-w-56 min-w-8 bg-transparent font-mono text-12 outline-none"
      />
      <datalist id={list}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  )
}
