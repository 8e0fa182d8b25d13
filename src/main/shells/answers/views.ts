import type { Model } from '../../../shared/domain/model.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { placeOf } from '../../../shared/domain/worktree/queries.ts'

/** How `--json` shows a thread: the state is the bare word, the reason its own field. */
export function threadView(model: Model, thread: Thread) {
  const { state } = thread
  const parked = state.kind === 'parked' ? state.reason : null
  return {
    id: thread.id,
    run: thread.run,
    title: thread.title,
    state: state.kind,
    reason: parked?.code ?? null,
    message: parked?.message ?? null,
    agent: thread.agent.kind === 'catalogue' ? thread.agent.id : thread.agent.command,
    project: model.project.get(thread.project)?.root ?? null,
    base: thread.base.ref,
    into: thread.into,
    branch: placeOf(model, thread.id)?.branch ?? null,
    turns: thread.turns,
    changes: thread.checkpoint && {
      files: thread.checkpoint.files,
      additions: thread.checkpoint.additions,
      deletions: thread.checkpoint.deletions,
      omitted: thread.checkpoint.omitted,
    },
    since: thread.since,
  }
}

/** Everything about one thread, its open requests included. */
export function threadDetail(model: Model, thread: Thread) {
  const { state } = thread
  const landing = state.kind === 'landing' || state.kind === 'landed' ? state.landing : null
  return {
    ...threadView(model, thread),
    remedy: state.kind === 'parked' ? state.reason.remedy : null,
    retryAt: state.kind === 'parked' ? (state.reason.retryAt ?? null) : null,
    task: thread.task,
    requests: thread.requests,
    waiting: thread.prompts.length,
    activity: thread.activity,
    usage: thread.usage,
    session: thread.session,
    worktree: placeOf(model, thread.id)?.folder ?? null,
    checkpoint: thread.checkpoint?.commit ?? null,
    landing: landing === null ? null : landingView(model, landing),
    notices: thread.notices,
    createdAt: thread.createdAt,
  }
}

function landingView(model: Model, id: string) {
  const landing = model.landing.get(id)
  if (landing === undefined) return { landing: id, state: 'unknown' }
  const move = 'move' in landing.state ? landing.state.move : null
  return { landing: id, state: landing.state.kind, into: landing.into, commit: move?.commit ?? null }
}

export type ThreadView = ReturnType<typeof threadView>
export type ThreadDetail = ReturnType<typeof threadDetail>
