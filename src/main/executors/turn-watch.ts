import type { Command } from '../../shared/domain/command.ts'
import type { Stillness } from '../../shared/domain/recovery/commands.ts'
import { policyOf } from '../../shared/domain/run/queries.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { ProcessIdentity } from '../ports/process.ts'
import { LoopWatch } from './loop-watch.ts'
import type { ExecutorServices } from './services.ts'
import { Silence } from './silence.ts'
import { lookEveryMs, StillnessWatch } from './stillness.ts'
import type { ToolState } from './tool-calls.ts'

export interface TurnWatchOptions {
  readonly services: Pick<ExecutorServices, 'engine' | 'clock' | 'senses'>
  readonly thread: ThreadId
  readonly process: ProcessIdentity
  /** The worktree. */
  readonly folder: string
  /** How long this agent may be still, milliseconds. */
  readonly patienceMs: number
  /** Milliseconds of the monotonic clock at which it was last heard. */
  readonly heardAt: () => number
  readonly generation: () => number
  readonly openTool: () => string | null
  /** Silent since then (milliseconds since the epoch), or heard again. */
  readonly silent: (since: number | null) => void
  readonly report: (command: Command) => Promise<unknown>
}

/** Looks after one session's turns: who says nothing, who does nothing, who does the same again and again. */
export class TurnWatch {
  readonly #options: TurnWatchOptions
  readonly #silence: Silence
  readonly #stillness: StillnessWatch | null
  #loops = new LoopWatch()

  constructor(options: TurnWatchOptions) {
    this.#options = options
    const { heardAt, patienceMs, services, silent } = options
    const { clock } = services
    this.#stillness = this.#watchStillness()
    this.#silence = new Silence({
      clock,
      heardAt,
      changed: silent,
      ...(this.#stillness === null
        ? {}
        : { everyMs: lookEveryMs(patienceMs), looked: () => void this.#stillness?.look() }),
    })
  }

  begin(): void {
    this.#loops = new LoopWatch()
    this.#stillness?.reset()
    this.#silence.watch()
  }

  end(): void {
    this.#silence.stop()
    this.#stillness?.reset()
  }

  /** A tool call has ended so. */
  toolEnded(toolCall: string, { diffs, input, text, title, toolKind }: ToolState): void {
    const output = diffs.length === 0 ? text : JSON.stringify([text, diffs])
    const loop = this.#loops.ended({ toolCall, title, toolKind, input, output })
    if (loop === null || !this.#recovers()) return
    const { generation, report, thread } = this.#options
    void report({ type: 'recovery.report-loop', payload: { thread, generation: generation(), ...loop } })
  }

  #watchStillness(): StillnessWatch | null {
    const { folder, heardAt, openTool, patienceMs, process, services } = this.#options
    const { clock, senses } = services
    if (senses === undefined) return null
    return new StillnessWatch({
      clock,
      heardAt,
      openTool,
      patienceMs,
      wanted: () => this.#recovers(),
      usage: () => senses.processes.usage(process),
      filesChanged: (since) => senses.changes.changedSince(folder, since),
      report: (stillness) => this.#report(stillness),
    })
  }

  #report(stillness: Stillness): void {
    const { generation, report, thread } = this.#options
    void report({ type: 'recovery.report-stillness', payload: { thread, generation: generation(), stillness } })
  }

  /** Only where the run answers trouble by itself does anything follow. */
  #recovers(): boolean {
    const { model } = this.#options.services.engine
    const thread = model.thread.get(this.#options.thread)
    return thread !== undefined && policyOf(model, thread)?.policy.recover === true
  }
}
