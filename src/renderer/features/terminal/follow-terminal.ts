import type { TerminalBatch } from '../../../shared/contract/channels/terminal.ts'

/** What shows the output of one terminal. */
export interface TerminalSink {
  print(text: string): void
  /** What was printed before is kept nowhere any more; what follows goes on after a gap. */
  lost(): void
  /** What was printed before belongs to an earlier terminal. */
  begin(): void
  ended(end: TerminalEnd): void
  /** More was printed than could be drawn by now. */
  readonly behind: boolean
  /** Resolves once it isn't behind. */
  caughtUp(): Promise<void>
}

export interface TerminalEnd {
  readonly code: number | null
  readonly signal: string | null
}

export interface Following {
  /** The host's stream of what comes after so many characters. */
  readonly watch: (after: number) => Promise<AsyncIterable<TerminalBatch>>
  /** How many characters the sink has got; kept over broken lines, so that nothing is doubled or left out. */
  readonly cursor: { position: number }
  readonly sink: TerminalSink
  readonly signal: AbortSignal
}

/**
 * Prints what a terminal prints until it ends or the stream does. A sink that falls behind isn't given more: the stream
 * is left and taken up again where it was, and what the host dropped meanwhile is told. Fails with what `watch` fails with.
 */
export async function followTerminal(following: Following): Promise<'ended' | 'over'> {
  const { sink, signal } = following
  while (!signal.aborted) {
    const stopped = await readOn(following)
    if (stopped !== 'behind') return stopped
    await sink.caughtUp()
  }
  return 'over'
}

async function readOn({ watch, cursor, sink, signal }: Following): Promise<'ended' | 'over' | 'behind'> {
  for await (const batch of await watch(cursor.position)) {
    if (signal.aborted) return 'over'
    take(batch, cursor, sink)
    if (batch.kind === 'ended') return 'ended'
    if (sink.behind) return 'behind'
  }
  return 'over'
}

function take(batch: TerminalBatch, cursor: Following['cursor'], sink: TerminalSink): void {
  switch (batch.kind) {
    case 'output': {
      const fresh = batch.text.slice(Math.max(0, cursor.position - batch.offset))
      cursor.position = Math.max(cursor.position, batch.offset + batch.text.length)
      if (fresh !== '') sink.print(fresh)
      return
    }
    case 'lost':
      if (batch.offset < cursor.position) sink.begin()
      else sink.lost()
      cursor.position = batch.offset
      return
    case 'ended':
      sink.ended(batch)
  }
}
