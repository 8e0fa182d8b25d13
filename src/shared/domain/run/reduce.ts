import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { RunEvent } from './events.ts'
import type { Run } from './state.ts'

export function reduceRun(state: Run | undefined, event: RunEvent, envelope: EventEnvelope): Run {
  switch (event.type) {
    case 'run.created':
      return {
        id: event.id,
        project: event.project,
        goal: event.goal,
        task: event.task,
        attempts: 0,
        thread: null,
        createdAt: envelope.at,
      }
    case 'run.attempted': {
      const run = existing(state, event)
      return { ...run, attempts: run.attempts + 1, thread: event.thread }
    }
    default:
      return assertNever(event)
  }
}
