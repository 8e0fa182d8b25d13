import type { Model } from '../../../shared/domain/model.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { useModel, useRecalled } from '../../client/model-hooks.ts'
import { visibleLine } from '../../lib/visible-text.ts'

/** The host as one side of a conversation. */
export const host = 'host'

/** What a thread is called wherever it is named; null and `host` are the host itself. */
function nameOf(model: Model, thread: string | null): string {
  if (thread === null || thread === host) return 'Switchyard'
  return visibleLine(model.thread.get(thread)?.title ?? 'a thread that has ended')
}

export type NameOf = (thread: string | null) => string

/** Names of these threads by their ids. */
export function useNames(threads: readonly (string | null)[]): NameOf {
  const names = useModel((model) => threads.map((thread) => nameOf(model, thread)))
  return (thread) => {
    if (thread === null || thread === host) return 'Switchyard'
    return names[threads.indexOf(thread)] ?? 'a thread that has ended'
  }
}

/** The name of one thread, also of one that left the live model. */
export function useName(thread: string): string {
  const live = useModel((model) => model.thread.get(thread)?.title)
  const { entries } = useRecalled(thread === host ? '' : thread)
  if (thread === host) return 'Switchyard'
  const recalled = entries?.find((entry) => entry.aggregate === 'thread' && entry.id === thread)
  const title = live ?? (recalled?.aggregate === 'thread' ? recalled.state.title : undefined)
  return visibleLine(title ?? 'a thread that has ended')
}

/** 'A', 'A and B', 'A, B and C' */
export function inSentence(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

export function namesOf(nameOfThread: NameOf, threads: readonly ThreadId[]): string {
  return inSentence(threads.map((thread) => nameOfThread(thread)))
}
