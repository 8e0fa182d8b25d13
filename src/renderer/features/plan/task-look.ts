import type { Landing } from '../../../shared/domain/landing/state.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { nowLine } from '../../lib/thread-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import type { GlyphKind } from '../../ui/glyph.tsx'
import { keyOf } from './plan-tasks.ts'

export interface TaskLook {
  readonly glyph: GlyphKind
  readonly text: string
}

export interface TaskFacts {
  readonly tasks: readonly Task[]
  /** Of the newest attempt. */
  readonly thread: Thread | undefined
  readonly landing: Landing | undefined
  /** Whether the run's plan was approved. */
  readonly started: boolean
}

/** How a task stands, as a sign and a few words: the same signs as on the board. */
export function taskLook(task: Task, facts: TaskFacts): TaskLook {
  const { state } = task
  switch (state.kind) {
    case 'proposed':
      return { glyph: 'you', text: 'proposed by a thread' }
    case 'waiting':
      return { glyph: 'wait', text: waits(task, facts) }
    case 'ready':
      return { glyph: 'wait', text: 'next when an executor is free' }
    case 'starting':
      return { glyph: 'work', text: 'starting' }
    case 'active':
      return active(facts)
    case 'landed':
      return { glyph: 'done', text: 'landed' }
    case 'parked':
      return { glyph: state.reason.code === 'dependency' ? 'wait' : 'you', text: visibleLine(state.reason.message) }
    case 'removed':
      return { glyph: 'stopped', text: 'taken out' }
  }
}

function waits({ after }: Task, { started, tasks }: TaskFacts): string {
  if (!started) return 'planned'
  const open = after.filter(({ on }) => tasks.find(({ id }) => id === on)?.state.kind !== 'landed')
  return open.length === 0 ? 'waits' : `waits for ${open.map(({ on }) => visibleLine(keyOf(on, tasks))).join(', ')}`
}

function active({ thread, landing }: TaskFacts): TaskLook {
  if (thread === undefined) return { glyph: 'work', text: 'working' }
  const { text, code } = nowLine(thread, landing)
  return { glyph: threadGlyphs[thread.state.kind], text: code === null ? text : `${text} ${code}` }
}

const threadGlyphs: Readonly<Record<Thread['state']['kind'], GlyphKind>> = {
  queued: 'wait',
  preparing: 'work',
  running: 'work',
  'needs-you': 'you',
  verifying: 'work',
  ready: 'ok',
  landing: 'work',
  landed: 'done',
  parked: 'you',
  discarded: 'stopped',
}
