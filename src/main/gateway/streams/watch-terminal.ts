import type { TerminalBatch } from '../../../shared/contract/channels/terminal.ts'
import type { TerminalOutput } from '../terminal-services.ts'
import type { Pace } from './pace.ts'

/** One batch, in UTF-16 code units: with the pace of streams, more than a host takes from all terminals. */
const mostInBatch = 400_000

/**
 * What a terminal prints after the reader's offset. Nothing is kept for the reader itself: one that
 * doesn't read finds later what the terminal still has, and is told what it lost.
 */
export async function* watchTerminal(
  output: TerminalOutput,
  after: number,
  pace: Pace,
): AsyncGenerator<TerminalBatch, void> {
  const stop = output.subscribe(pace.wake)
  let cursor = after
  try {
    while (await pace.until(() => cursor !== output.end || output.ended !== null)) {
      // Behind the end is who followed a terminal of that id at an earlier host.
      while (cursor < output.start || cursor > output.end) {
        cursor = output.start
        yield { kind: 'lost', offset: cursor }
      }
      const text = output.read(cursor, mostInBatch)
      if (text !== '') yield { kind: 'output', offset: cursor, text }
      cursor += text.length
      if (text === '' && output.ended !== null) return yield { kind: 'ended', ...output.ended }
    }
  } finally {
    stop()
    pace.close()
  }
}
