import { openOverlay } from '../../client/overlays.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Select } from '../../ui/select.tsx'
import { CompleteField } from './complete-field.tsx'
import { changeDraft } from './draft-store.ts'
import { useReturn } from './return-to-dispatch.ts'
import { type Composer, folderOf } from './use-composer.ts'

const openAnother = 'open another'

/** The project, the branch to start from and the one to land on. */
export function PlaceFields({ composer }: { readonly composer: Composer }) {
  const { projects, project, inspected, start, draft } = composer
  const facts = inspected?.result.ok === true ? inspected.result.value : null
  const branches = facts?.kind === 'repository' ? facts.branches : []
  if (project === null) {
    return (
      <Button className="self-start" onClick={openFromHere}>
        Open a repository
      </Button>
    )
  }
  return (
    <>
      <Select
        label="Project"
        showLabel
        value={project.id as string}
        options={[
          ...projects.map((one) => ({
            value: one.id as string,
            title: visibleLine(one.name),
            detail: visibleLine(folderOf(one)),
          })),
          { value: openAnother, title: 'Open a repository…' },
        ]}
        onChange={(id) => {
          if (id === openAnother) openFromHere()
          else changeDraft({ project: id, base: null, into: null, initialize: false })
        }}
      />
      {facts?.kind === 'repository' && start !== null && (
        <>
          <CompleteField
            label="From"
            value={draft.base ?? start.base}
            options={branches}
            placeholder="branch, tag or commit"
            invalid={start.base === ''}
            onChange={(base) => changeDraft({ base, project: project.id })}
          />
          <CompleteField
            label="Lands on"
            value={draft.into ?? start.into}
            options={branches}
            placeholder="no branch yet"
            invalid={start.base !== '' && start.problem !== null}
            onChange={(into) => changeDraft({ into, project: project.id })}
          />
        </>
      )}
    </>
  )
}

/** What a person should know of the place, or what it still needs. */
export function PlaceNotes({ composer }: { readonly composer: Composer }) {
  const { inspected, start, draft } = composer
  if (inspected?.result.ok === false) return <FailureNote failure={inspected.result.error} />
  if (inspected?.result.ok === true && inspected.result.value.kind === 'folder') {
    return (
      <Checkbox
        label={`Make ${visibleLine(inspected.result.value.name)} a git repository first (git init)`}
        hint="Adds a hidden .git folder there and changes no file. Nothing is committed, so threads start empty."
        checked={draft.initialize}
        onChange={(initialize) => changeDraft({ initialize })}
      />
    )
  }
  if (start === null) return null
  if (start.problem !== null) {
    return (
      <p role="alert" className="text-12 text-error">
        {start.problem}
      </p>
    )
  }
  return start.note === null ? null : <p className="text-12 text-muted">{start.note}</p>
}

function openFromHere() {
  openOverlay({ kind: 'open-repository', path: null })
  useReturn.setState({ toDispatch: true })
}
