import type { JsonObject } from '../../shared/kernel/json.ts'
import type { TranscriptRow } from '../../shared/transcript/entry.ts'
import { formatDuration } from './format-duration.ts'
import { visibleLine } from './visible-text.ts'

/** A gate that the host ran, as a row shows it. The command is a stranger's and made visible; the output is raw. */
export interface GateView {
  readonly command: string
  readonly running: boolean
  /** What came of it: 'passed in 2.1 s', 'failed with exit code 1'. */
  readonly result: string
  readonly bad: boolean
  readonly output: string
}

/** A row of the kind `gate`. */
export function gateView({ head, text }: TranscriptRow): GateView {
  const command = visibleLine(typeof head.command === 'string' ? head.command : 'a gate')
  const { outcome } = head
  return {
    command,
    running: outcome === 'running',
    result: resultOf(head),
    bad: outcome === 'failed' || outcome === 'timed-out' || outcome === 'not-started',
    output: text,
  }
}

function resultOf(head: JsonObject): string {
  switch (head.outcome) {
    case 'waiting':
      return 'waits for other gates'
    case 'running':
      return head.again === true ? 'running again' : 'running'
    case 'passed':
      return `${head.flaky === true ? 'passed the second time' : 'passed'}${took(head)}`
    case 'failed':
      return typeof head.exit === 'number' ? `failed with exit code ${head.exit}` : 'failed'
    case 'timed-out':
      return typeof head.durationMs === 'number' ? `stopped after ${formatDuration(head.durationMs)}` : 'took too long'
    case 'voided':
      return 'changed files, so it says nothing'
    case 'not-started':
      return 'could not be run'
    default:
      return 'stopped'
  }
}

function took({ durationMs }: JsonObject): string {
  return typeof durationMs === 'number' ? ` in ${formatDuration(durationMs)}` : ''
}
