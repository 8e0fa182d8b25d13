import type { Topology } from '../../../shared/domain/plan/plan.ts'
import { threadOf } from '../../../shared/domain/topology/member.ts'
import { useModel } from '../../client/model-hooks.ts'
import { stillNamed } from '../../lib/mention.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { closeTo, closeWorks, dependWords, reasonWords } from './depend.ts'
import { changeDraft } from './draft-store.ts'
import type { Composer } from './use-composer.ts'

const question = 'Does it depend on other work?'
const choices: readonly { readonly value: Topology; readonly title: string }[] = [
  { value: 'queue', title: 'No: queue' },
  { value: 'adaptive', title: 'Perhaps: adaptive' },
  { value: 'team', title: 'Yes: team' },
]

/** Whether the work goes together with other work, as the estimate says or a person does. */
export function DependFields({ composer }: { readonly composer: Composer }) {
  const { draft, estimate, tasks, topology } = composer
  const others = useModel((model) =>
    closeTo(estimate).map((member) => visibleLine(threadOf(model, member)?.title ?? 'a task')),
  )
  const reason = reasonWords(estimate, draft.topology)
  return (
    <section
      aria-label="Dependence"
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-soft pt-2.5"
    >
      <span aria-hidden className="text-muted">
        {question}
      </span>
      <Segmented
        label={question}
        value={topology}
        choices={choices}
        onChange={(next) => changeDraft({ topology: next })}
      />
      <span className="min-h-9 min-w-60 flex-1 text-12 text-muted" aria-live="polite">
        {dependWords({
          topology,
          tasks: draft.topology === null ? closeWorks(estimate).size : tasks.length,
          others,
          named: tasks.some(({ text }) => stillNamed(text, draft.brought).length > 0),
        })}
        {reason !== '' && (
          <span className="line-clamp-2 text-faint" title={reason}>
            {reason}
          </span>
        )}
      </span>
    </section>
  )
}
