import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { Transcripts } from '../engine/transcripts.ts'
import type { Clock } from '../ports/clock.ts'
import { excerptOf } from './excerpt.ts'
import { GateOutput } from './gate-output.ts'

export interface LoggedGate {
  readonly thread: ThreadId
  /** Of its entry in the conversation. */
  readonly entry: string
  readonly command: string
  readonly round: number
}

/** How often the end of a long output is shown anew. */
const redrawMs = 2000

/** A gate as the conversation shows it: what it does now, and what it writes. The transcript must be open. */
export class GateLog {
  readonly #transcripts: Transcripts
  readonly #clock: Clock
  readonly #gate: LoggedGate
  #output = new GateOutput()
  /** What an earlier run of the same gate said, and that it ran again. */
  #before = ''
  #head: JsonObject
  #drawn = 0

  constructor(services: { readonly transcripts: Transcripts; readonly clock: Clock }, gate: LoggedGate) {
    this.#transcripts = services.transcripts
    this.#clock = services.clock
    this.#gate = gate
    const { command, round } = gate
    this.#head = { command, round, outcome: 'running', exit: null, durationMs: null, tree: null, flaky: false }
  }

  /** Of the present run alone. */
  get output(): string {
    return this.#output.text()
  }

  show(change: JsonObject): void {
    this.#head = { ...this.#head, ...change }
    this.#drawn = this.#clock.monotonic()
    const { entry, thread } = this.#gate
    this.#transcripts.put(thread, { entry, kind: 'gate', head: this.#head, text: this.#before + this.output })
  }

  push(chunk: Buffer): void {
    const fresh = this.#output.push(chunk)
    if (fresh !== '') this.#transcripts.append(this.#gate.thread, this.#gate.entry, fresh)
    if (this.#output.long && this.#clock.monotonic() - this.#drawn >= redrawMs) this.show({})
  }

  /** What comes now is of a second run. */
  again(why: string): void {
    const first = excerptOf(this.output)
    this.#before = `${first}${first === '' ? '' : '\n'}${why}\n`
    this.#output = new GateOutput()
    this.show({ again: true })
  }

  /** A line of the host's own below what the gate wrote. */
  remark(text: string): void {
    this.push(Buffer.from(`\n${text}\n`))
  }
}
