import { createHash } from 'node:crypto'
import type { Command } from '../../shared/domain/command.ts'
import type { CommandId } from '../../shared/kernel/ids.ts'
import type { Receipt, StorePort } from '../ports/store.ts'

/** How many receipts are answered without asking the store. */
const remembered = 4096

/** Which command ids were used, and for what; the store knows all, memory the newest. */
export class Receipts {
  readonly #recent = new Map<CommandId, Receipt>()
  readonly #store: StorePort

  constructor(store: StorePort) {
    this.#store = store
  }

  async find(commands: readonly CommandId[]): Promise<ReadonlyMap<CommandId, Receipt>> {
    const found = new Map<CommandId, Receipt>()
    const unknown: CommandId[] = []
    for (const command of commands) {
      const receipt = this.#recent.get(command)
      if (receipt === undefined) unknown.push(command)
      else found.set(command, receipt)
    }
    if (unknown.length === 0) return found
    for (const receipt of await this.#store.findReceipts(unknown)) found.set(receipt.command, receipt)
    return found
  }

  remember(receipts: readonly Receipt[]): void {
    for (const receipt of receipts) this.#recent.set(receipt.command, receipt)
    for (const oldest of this.#recent.keys()) {
      if (this.#recent.size <= remembered) break
      this.#recent.delete(oldest)
    }
  }
}

/** The same id with another digest is another command, and refused. */
export function digestOf(command: Command): string {
  return createHash('sha256')
    .update(JSON.stringify([command.type, command.payload]))
    .digest('base64url')
    .slice(0, 22)
}
