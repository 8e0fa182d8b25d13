import type { Contract } from '../../../../shared/domain/contracts/state.ts'

export interface OwnPart {
  /** 'published', 'read v2' */
  readonly text: string
  /** It published the contract. */
  readonly own: boolean
  /** The newest version, where this thread knows only an older one. */
  readonly newer: number | null
}

/** What a contract has to do with a thread; null where it has nothing. */
export function ownPart({ owner, readers, version }: Contract, thread: string): OwnPart | null {
  const read = readers.find((reader) => reader.thread === thread)
  const newer = read !== undefined && read.version < version ? version : null
  if (owner === thread) {
    return { text: newer === null ? 'published' : `published, has read v${read?.version}`, own: true, newer }
  }
  return read === undefined ? null : { text: `read v${read.version}`, own: false, newer }
}

/** 'Invoice UI adapters has read v3' in parts, the one that is behind first. */
export function readersInOrder({ readers }: Pick<Contract, 'readers'>): Contract['readers'] {
  return readers.toSorted((one, other) => one.version - other.version)
}

/** Those that concern a thread first, then by name. */
export function inOrder(contracts: readonly Contract[], thread: string): readonly Contract[] {
  const rank = (contract: Contract) => (ownPart(contract, thread) === null ? 1 : 0)
  return contracts.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name))
}
