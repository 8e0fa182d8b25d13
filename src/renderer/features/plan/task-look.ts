import type { Landing } from '../../../shared/domain/landing/state.ts'
import type { Recovery } from '../../../shared/domain/recovery/state.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { nowLine } from '../../lib/thread-words.ts'
import { troubleName } from '../../lib/trouble-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import type { GlyphKind } from '../../ui/glyph.tsx'

export interface TaskLook {
  readonly glyph: GlyphKind
  readonly text: string
}

export interface TaskFacts {
  /** What keeps it from being started, each in plain words. */
  readonly waitsFor: readonly string[]
  /** Of the newest attempt. */
  readonly thread: Thread | undefined
  readonly landing: Landing | undefined
  readonly recovery?: Recovery | undefined
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
    case 'ready':
      return { glyph: 'wait', text: waits(facts) }
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

/** As the host would say why it isn't started; a plan that isn't approved yet needs no reason for each task. */
function waits({ started, waitsFor }: TaskFacts): string {
  return started ? waitsFor.map(visibleLine).join('; ') || 'waits' : 'planned'
}

function active({ thread, landing, recovery }: TaskFacts): TaskLook {
  if (thread === undefined) return { glyph: 'work', text: 'working' }
  const diagnosis = recovery?.next == null ? undefined : recovery.diagnoses.at(-1)
  if (diagnosis !== undefined && thread.state.kind === 'parked') {
    return { glyph: 'error', text: visibleLine(`${troubleName(diagnosis.class)}: ${diagnosis.words}`) }
  }
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
