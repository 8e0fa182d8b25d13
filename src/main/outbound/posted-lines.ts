import type { OutboundId } from '../../shared/kernel/ids.ts'

/** Comments whose line is remembered; of others it is written again, which changes nothing. */
const remembered = 1_000

/** The host's own line of each comment as it was last written, so that one that didn't change isn't written again. */
export class PostedLines {
  readonly #lines = new Map<OutboundId, string>()

  has(outbound: OutboundId, line: string): boolean {
    return this.#lines.get(outbound) === line
  }

  remember(outbound: OutboundId, line: string): void {
    this.#lines.delete(outbound)
    this.#lines.set(outbound, line)
    const oldest = this.#lines.keys().next()
    if (this.#lines.size > remembered && oldest.done === false) this.#lines.delete(oldest.value)
  }
}
