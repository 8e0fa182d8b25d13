import type { Effort } from '../../../shared/domain/plan/plan.ts'
import { useKept } from '../../client/kept.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { BudgetFields } from '../../ui/budget-fields.tsx'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/checkbox.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { changeDraft } from './draft-store.ts'
import { effortReason, ownGates } from './effort.ts'
import type { Composer } from './use-composer.ts'

const choices: readonly { readonly value: Effort; readonly title: string }[] = [
  { value: 'quick', title: 'Yes: quick' },
  { value: 'standard', title: 'No: standard' },
  { value: 'proven', title: 'Never: proven' },
]

/** How much proof the work needs, and what may be done and spent for it. */
export function EffortFields({ composer }: { readonly composer: Composer }) {
  const { draft, effort, projectGates } = composer
  const [open, setOpen] = useKept<boolean>('dispatch.effort.open', false)
  const count = projectGates.length + ownGates(draft).length
  return (
    <section aria-label="Effort" className="flex flex-col gap-2 border-t border-soft pt-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span aria-hidden className="text-muted">
          Can an error be tolerated?
        </span>
        <Segmented
          label="Can an error be tolerated?"
          value={effort}
          choices={choices}
          onChange={(next) => changeDraft({ effort: next })}
        />
        <span className="min-w-40 flex-1 text-12 text-muted">{effortReason(effort, count)}</span>
        <Button kind="quiet" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Less' : 'Gates, budget, recovery'}
        </Button>
      </div>
      {open && <More composer={composer} />}
    </section>
  )
}

function More({ composer: { draft, effort, projectGates } }: { readonly composer: Composer }) {
  const hint =
    projectGates.length === 0
      ? 'The project names none in .switchyard/project.yaml.'
      : `Beside those of the project: ${projectGates.map((gate) => visibleLine(gate)).join(' · ')}`
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-2.5 max-labels:grid-cols-1">
      <TextArea
        label="Gates, one command per line"
        mono
        value={draft.gates}
        placeholder="npm test"
        hint={effort === 'quick' ? 'Quick runs none.' : hint}
        onChange={(gates) => changeDraft({ gates })}
        className="max-h-32"
      />
      <div className="flex flex-col gap-2.5">
        <BudgetFields label="Budget" budget={draft.budget} onChange={(budget) => changeDraft({ budget })} />
        <span className="flex items-center gap-1.5 text-12 text-muted">
          <NumberInput
            label="Candidates"
            whole
            placeholder="1"
            value={draft.candidates === 1 ? null : draft.candidates}
            onChange={(count) => changeDraft({ candidates: Math.min(8, count ?? 1) })}
          />
          threads try it side by side
        </span>
        <Switch
          label="Recover by itself"
          hint="After a crash, a rate limit or a failed gate the host tries again before it asks you."
          checked={draft.recover}
          onChange={(recover) => changeDraft({ recover })}
        />
      </div>
    </div>
  )
}
