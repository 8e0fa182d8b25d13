import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { ContractEvent, ContractVersionEvent } from './events.ts'
import { type Contract, type ContractVersion, contractLimits } from './state.ts'

export function reduceContract(state: Contract | undefined, event: ContractEvent, { at }: EventEnvelope): Contract {
  switch (event.type) {
    case 'contract.named': {
      const { type: _type, ...facts } = event
      return { ...facts, version: 0, readers: [], at, closed: false }
    }
    case 'contract.published':
      return { ...existing(state, event), version: event.version, at }
    case 'contract.read': {
      const contract = existing(state, event)
      const others = contract.readers.filter(({ thread }) => thread !== event.by)
      const readers = [...others, { thread: event.by, version: event.version }].slice(-contractLimits.readers)
      return { ...contract, readers }
    }
    case 'contract.closed':
      return { ...existing(state, event), closed: true }
    default:
      return assertNever(event)
  }
}

export function reduceContractVersion(
  state: ContractVersion | undefined,
  event: ContractVersionEvent,
  { at }: EventEnvelope,
): ContractVersion {
  if (event.type === 'contractVersion.superseded') return { ...existing(state, event), superseded: true }
  const { type: _type, ...facts } = event
  return { ...facts, at, superseded: false }
}
