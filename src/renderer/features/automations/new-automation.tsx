import { useState } from 'react'
import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import { classNames } from '../../lib/class-names.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { folderOf } from './own-place.tsx'
import { fileWords, freeName, nameProblem, openAutomation } from './places.ts'
import { beginNew } from './use-new.ts'
import type { Offers } from './use-offers.ts'

export interface NewAutomationProps {
  readonly project: Project
  readonly offers: Offers
  /** Names that are taken, by whose file it is. */
  readonly taken: (scope: AutomationScope) => readonly string[]
  readonly onClose: () => void
}

const empty = {
  name: 'new-automation',
  title: 'Empty',
  words: 'Nothing starts it but you. Say when, what and with which limits.',
  text: 'on:\n  manual: {}\n\ndispatch:\n  brief: |\n    Say what is to be done.\n',
}

const scopes = [
  { value: 'project', title: 'The project’s' },
  { value: 'own', title: 'Private' },
] as const

/** Begins an automation from a template. Nothing is written before it is saved. */
export function NewAutomation({ project, offers, taken, onClose }: NewAutomationProps) {
  const templates = [...offers.templates, empty]
  const [chosen, setChosen] = useState(templates[0] ?? empty)
  const [scope, setScope] = useState<AutomationScope>('project')
  const [written, setWritten] = useState<string | null>(null)
  const name = written ?? freeName(chosen.name, taken(scope))
  const problem = nameProblem(name, taken(scope))
  const begin = () => {
    if (problem !== null) return
    // A private one that names no project would start by itself in none.
    const place = scope === 'own' ? `project: ${JSON.stringify(folderOf(project))}\n` : ''
    beginNew(project.id, { name, scope }, `${place}${chosen.text}`)
    onClose()
    openAutomation(project.id, { name, scope })
  }
  return (
    <Dialog open onClose={onClose} title="New automation">
      <form
        className="contents"
        onSubmit={(event) => {
          event.preventDefault()
          begin()
        }}
      >
        <DialogBody className="flex flex-col gap-3.5">
          <div role="radiogroup" aria-label="Begin with" className="flex flex-col">
            {templates.map((template) => (
              <label
                key={template.name}
                className={classNames(
                  'relative grid gap-x-3 rounded px-2.5 py-1.5 has-focus-visible:outline-2 has-focus-visible:outline-focus',
                  template.name === chosen.name ? 'bg-raised' : 'hover:bg-raised',
                )}
              >
                <input
                  type="radio"
                  name="template"
                  checked={template.name === chosen.name}
                  onChange={() => setChosen(template)}
                  className="absolute inset-0 appearance-none outline-none"
                />
                <span className="font-medium">{visibleLine(template.title)}</span>
                <span className="text-12 text-muted">{visibleLine(template.words)}</span>
              </label>
            ))}
          </div>
          <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
            <div className="min-w-60 flex-1">
              <TextField label="Name" mono value={name} problem={problem} onChange={setWritten} />
            </div>
            <Segmented label="Whose it is" value={scope} choices={scopes} onChange={setScope} />
          </div>
        </DialogBody>
        <DialogFooter
          text={
            <span className="text-12">
              {scope === 'own' ? 'Only you have it: ' : 'Everybody who has the repository has it: '}
              <span className="wrap-anywhere">{fileWords(name, scope)}</span>
            </span>
          }
        >
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="main" submit why={problem}>
            Begin
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
