import { visible } from './output.ts'
import type { ThreadDetail, ThreadView } from './views.ts'

/** One line a thread, aligned, for a person. */
export function threadLines(threads: readonly ThreadView[]): string {
  if (threads.length === 0)
    return 'No threads. Dispatch one: switchyard dispatch --repo . --agent scripted --prompt "ls"'
  return threads
    .map(
      (thread) =>
        `${thread.id}  ${stateText(thread).padEnd(22)} ${changes(thread).padEnd(12)} ${visible(thread.title)}`,
    )
    .join('\n')
}

export function stateText(thread: { readonly state: string; readonly reason: string | null }): string {
  return thread.reason === null ? thread.state : `${thread.state} (${thread.reason})`
}

export function detailLines(thread: ThreadDetail): string {
  const requests = thread.requests.flatMap((request) => [
    `Request ${request.id}: ${visible(request.title)}`,
    ...visible(request.detail)
      .split('\n')
      .map((line) => `    ${line}`),
    `    Answer: switchyard answer ${thread.id} ${request.id} allow|deny`,
  ])
  const lines = [
    `${visible(thread.title)}`,
    `${stateText(thread)} · ${visible(thread.agent)} · ${changes(thread)}`,
    omitted(thread),
    thread.message === null ? '' : `${visible(thread.message)} ${visible(thread.remedy ?? '')}`,
    activityText(thread.activity),
    thread.worktree === null ? '' : `Worktree ${visible(thread.worktree)}`,
    thread.landing?.commit ? `Landed as ${thread.landing.commit} (landing ${thread.landing.landing})` : '',
    ...thread.notices.map(visible),
    ...requests,
  ]
  return lines.filter((line) => line !== '').join('\n')
}

function activityText(activity: ThreadDetail['activity']): string {
  if (activity === null) return ''
  const doing = visible(`${activity.kind} ${activity.detail}`.trim())
  if (activity.silentSince === undefined) return doing
  return `${doing}; nothing heard from the agent since ${new Date(activity.silentSince).toISOString()}`
}

/** What a landing would not bring along, and a person might think it does. */
function omitted({ changes: counted }: Pick<ThreadView, 'changes'>): string {
  if (counted === null || counted.omitted === 0) return ''
  return `Paths in the worktree that are not part of the work (ignored, over 50 MB, repositories of their own, or nothing Git can store): ${counted.omitted}`
}

function changes(thread: Pick<ThreadView, 'changes'>): string {
  return thread.changes === null ? '' : `+${thread.changes.additions} −${thread.changes.deletions}`
}
