import { z } from 'zod'
import { contractLimits } from '../../../shared/domain/contracts/state.ts'
import type { ContractId } from '../../../shared/kernel/ids.ts'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { findContract } from '../find-contract.ts'
import { toRoles } from '../offered.ts'
import { perform } from '../perform.ts'
import { failed, idsOf, told } from '../send.ts'
import type { BusServices } from '../services.ts'

const nameField = z
  .string()
  .min(1)
  .max(contractLimits.name)
  .regex(/^[\w./-]+$/, 'may have letters, digits and . _ - / only')
  .describe('Name of the contract in this project, such as api/orders.')

/** A named interface that others build on, or its next version. */
export function publishContract({ engine }: BusServices): Tool {
  return defineTool({
    name: 'publish_contract',
    title: 'Publish a contract',
    description:
      'Publishes an interface that others are to build on: signatures, formats, names, which lines are whose. Everybody who read an earlier version is told. For a next version say in “on” which one you changed; whoever was first wins, and you are told what the newest is.',
    input: z.strictObject({
      name: nameField,
      text: z.string().min(1).max(contractLimits.text).describe('The whole text of it.'),
      note: z.string().min(1).max(contractLimits.note).describe('What it settles or what changed, in one sentence.'),
      on: z.number().int().min(1).optional().describe('The version this one replaces; left out for a new name.'),
    }),
    offered: toRoles('work'),
    async run({ name, note, on, text }, { key, thread }) {
      const payload = { by: thread.id, contract: idsOf(thread, key)() as ContractId, name, text, note, on }
      const done = await perform(engine, { thread, key }, { type: 'contract.publish', payload })
      if (!done.ok) return failed(done.error)
      const version = findContract(engine.model, thread.project, name)?.version
      return told({ contract: name, version: version ?? (on ?? 0) + 1 })
    },
  })
}
