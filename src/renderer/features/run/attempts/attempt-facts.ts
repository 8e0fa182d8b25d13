import { newestLandings } from '../../../../shared/domain/landing/queries.ts'
import type { Landing } from '../../../../shared/domain/landing/state.ts'
import type { Model } from '../../../../shared/domain/model.ts'
import type { Recovery } from '../../../../shared/domain/recovery/state.ts'
import { type Candidate, rankCandidates } from '../../../../shared/domain/task/candidates.ts'
import type { Task, TaskAttempt } from '../../../../shared/domain/task/state.ts'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import { type ProvenWords, provenWords } from '../../../../shared/domain/verification/queries.ts'
import type { Verification } from '../../../../shared/domain/verification/state.ts'

/** One thread of a task, with all that tells how it went. */
export interface AttemptFacts {
  readonly attempt: TaskAttempt
  /** Undefined once it is archived. */
  readonly thread: Thread | undefined
  readonly landing: Landing | undefined
  readonly verification: Verification | undefined
  readonly proof: ProvenWords | null
  readonly recovery: Recovery | undefined
  readonly chosen: boolean
  /** How it compares with the others; null where there is nothing to compare. */
  readonly candidate: Candidate | null
  /** Why a judge would pick it: a judgement, never a proof. */
  readonly judged: readonly string[] | null
}

/** Oldest first. */
export function attemptsOf(model: Model, task: Task): readonly AttemptFacts[] {
  const landings = newestLandings(model)
  const ranked = task.candidates > 1 ? rankCandidates(model, task) : []
  const said = task.judge?.said ?? null
  return task.threads.map((attempt) => {
    const thread = model.thread.get(attempt.thread)
    return {
      attempt,
      thread,
      landing: landings.get(attempt.thread),
      verification: model.verification.get(attempt.thread),
      proof: thread === undefined ? null : provenWords(model, thread),
      recovery: model.recovery.get(attempt.thread),
      chosen: task.chosen === attempt.thread,
      candidate: ranked.find((one) => one.thread === attempt.thread) ?? null,
      judged:
        said?.choice === attempt.thread ? said.reasons.map(({ citation, claim }) => `${claim} (${citation})`) : null,
    }
  })
}

/** Nothing that is shown of them differs. */
export function sameAttempts(some: readonly AttemptFacts[], others: readonly AttemptFacts[]): boolean {
  return some.length === others.length && some.every((one, at) => isSame(one, others[at]))
}

function isSame(one: AttemptFacts, other: AttemptFacts | undefined): boolean {
  return (
    one.thread === other?.thread &&
    one.attempt === other?.attempt &&
    one.verification === other.verification &&
    one.recovery === other.recovery &&
    one.landing === other.landing &&
    one.chosen === other.chosen &&
    one.candidate?.reason === other.candidate?.reason &&
    one.candidate?.rank === other.candidate?.rank
  )
}
