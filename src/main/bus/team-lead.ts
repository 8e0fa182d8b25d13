import type { Model } from '../../shared/domain/model.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { teamOf, threadOf } from '../../shared/domain/topology/member.ts'

/** The thread that leads a thread's team; undefined where none does, or its work has not begun. */
export function leadOf(model: Model, thread: Thread): Thread | undefined {
  const team = teamOf(model, thread)
  const lead = team?.members.find(({ task }) => task === team.lead)
  return lead === undefined ? undefined : threadOf(model, lead)
}
