import type { Model } from '../../../shared/domain/model.ts'
import { useNow } from '../../client/clock.ts'
import { useModel } from '../../client/model-hooks.ts'
import { clockTime, exactTime } from '../../lib/format-time.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { type FreezeFacts, freezeWords } from './freeze-words.ts'
import { useFreezeActions } from './use-freeze.ts'

/** Says over every screen that nothing runs, since when, and what was stopped for it. */
export function FreezeBanner() {
  const since = useModel((model) => model.pool.get('pool')?.frozenSince ?? null)
  return since === null ? null : <Frozen since={since} />
}

function Frozen({ since }: { readonly since: number }) {
  const facts = useModel((model) => freezeFacts(model, since))
  const now = useNow(30_000)
  const { resume, windDown } = useFreezeActions()
  return (
    <section
      aria-label="Frozen"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-l-[3px] border-line border-l-you bg-you-bg px-4 py-1.5"
    >
      <p role="status" className="min-w-60 flex-1">
        <span className="font-medium">
          Everything is frozen since{' '}
          <time dateTime={new Date(since).toISOString()} title={exactTime(since)}>
            {clockTime(since, now)}
          </time>
          .
        </span>{' '}
        <span className="text-muted">{freezeWords(facts)}</span>
      </p>
      <ActionButton action={resume} kind="main" size="small" showKeys />
      <ActionButton action={windDown} kind="plain" size="small" />
    </section>
  )
}

function freezeFacts(model: Model, since: number): FreezeFacts {
  let [stopped, stopping, checks] = [0, 0, 0]
  for (const { createdAt, freezing, since: at, state, turns, id } of model.thread.values()) {
    if (freezing === true) stopping += 1
    else if (state.kind === 'queued' && turns > 0 && createdAt < since && at >= since) stopped += 1
    else if (state.kind === 'verifying' && model.verification.get(id)?.state.kind === 'cancelled') checks += 1
  }
  return { stopped, stopping, checks }
}
