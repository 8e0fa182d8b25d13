import { z } from 'zod'
import type { Model } from '../../../shared/domain/model.ts'
import type { Negotiation } from '../../../shared/domain/negotiation/state.ts'
import type { Tool } from '../../engine/tool.ts'
import type { ToolAnswer } from '../../ports/tools.ts'
import { defineTool } from '../define-tool.ts'
import { idField } from '../fields.ts'
import { contractNames, findContract } from '../find-contract.ts'
import { openNegotiationOf } from '../find-negotiation.ts'
import { toMembers } from '../offered.ts'
import { perform } from '../perform.ts'
import { failed, told } from '../send.ts'
import type { BusServices } from '../services.ts'

/** A party says that it will keep to a version of a contract. */
export function confirmContract({ engine }: BusServices): Tool {
  return defineTool({
    name: 'confirm_contract',
    title: 'Confirm a contract',
    description:
      'Says that you keep to this version of a contract. When every party of the negotiation has confirmed the same, newest version, it is settled. A newer version voids what was confirmed before.',
    input: z.strictObject({
      contract: z.string().min(1).max(64).describe('Name of the contract.'),
      version: z.number().int().min(1).describe('The version that you have read.'),
      negotiation: idField('Which negotiation, where you are party of several.').optional(),
    }),
    offered: toMembers,
    async run({ contract: name, negotiation: named, version }, { key, model, thread }) {
      const contract = findContract(model, thread.project, name)
      if (contract === undefined) {
        const message = 'This project has no contract of that name; nothing was confirmed.'
        return failed({ message, remedy: contractNames(model, thread.project) })
      }
      const open = named === undefined ? openNegotiationOf(model, thread) : model.negotiation.get(named)
      if (open === undefined) return failed(nothingOpen)
      const payload = { by: thread.id, negotiation: open.id, contract: contract.id, version }
      const done = await perform(engine, { thread, key }, { type: 'negotiation.confirm', payload })
      return done.ok ? stands(engine.model, open) : failed(done.error)
    },
  })
}

function stands(model: Model, { id, parties }: Negotiation): ToolAnswer {
  const now = model.negotiation.get(id)
  // A settled one may have left the live model.
  if (now === undefined || now.state.kind === 'settled') return told({ negotiation: id, state: 'settled' })
  const missing = parties.filter((party) => !now.confirmed.some(({ thread }) => thread === party))
  return told({ negotiation: id, state: now.state.kind, waitsFor: missing.slice(0, 10) })
}

const nothingOpen = {
  message: 'You are party of no open negotiation; nothing was confirmed.',
  remedy: 'Keep to the contract, and tell your peers with send_message where they should know.',
}
