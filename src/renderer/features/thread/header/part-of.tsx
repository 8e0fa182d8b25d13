import { titleOf } from '../../../../shared/domain/run/title.ts'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { begunBy, begunWords, firingAddress } from '../../../lib/begun-by.ts'
import { formatRoute } from '../../../lib/route.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { BegunMark } from '../../../ui/begun-mark.tsx'

/** The plan that a thread works for, and the way to it; nothing for a task by itself. */
export function PartOf({ thread }: { readonly thread: Thread }) {
  const goal = useModel((model) => {
    const run = model.run.get(thread.run)
    return run?.plan?.kind === 'plan' ? run.goal : null
  })
  const by = useModel((model) => begunBy(model, thread.run))
  if (goal === null && by === undefined) return null
  const mark = by && <BegunMark words={begunWords(by)} address={firingAddress(by, thread.project)} />
  if (goal === null) return <p className="truncate text-11 text-muted">Begun {mark}</p>
  const title = visibleLine(titleOf(undefined, [{ kind: 'text', text: goal, origin: 'person' }]))
  const { role, run, task } = thread
  const place = role === undefined ? ({ tab: 'attempts', task } as const) : {}
  return (
    <p className="truncate text-11 text-muted" title={title}>
      {words[role ?? 'work']}{' '}
      <a href={formatRoute({ screen: 'plan', run, ...place })} className="rounded text-focus underline">
        {title}
      </a>
      {by !== undefined && ', begun '}
      {mark}
    </p>
  )
}

const words = {
  work: 'Part of',
  planner: 'Plans',
  verifier: 'Checks work of',
  judge: 'Judges work of',
  arbiter: 'Arbitrates for',
} as const
