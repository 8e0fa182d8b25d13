import { z } from 'zod'
import type { Refusal } from '../../../shared/domain/decision.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Ruling } from '../../../shared/domain/negotiation/commands.ts'
import type { Negotiation } from '../../../shared/domain/negotiation/state.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { becauseField } from '../fields.ts'
import { contractNames, findContract } from '../find-contract.ts'
import { arbitratedBy } from '../find-negotiation.ts'
import { toRoles } from '../offered.ts'
import { failed, send } from '../send.ts'
import type { BusServices } from '../services.ts'

const input = z.strictObject({
  ruling: z
    .enum(['agreed', 'serialize', 'ask'])
    .describe('agreed: they keep to a contract; serialize: one lands first; ask: a person has to say.'),
  contract: z.string().min(1).max(64).optional().describe('With agreed: name of the contract.'),
  version: z.number().int().min(1).optional().describe('With agreed: its newest version.'),
  first: z.string().min(1).max(64).optional().describe('With serialize: id of the thread that goes on first.'),
  because: becauseField('Why, in one or two sentences.'),
})

/** The arbiter says how a negotiation ends that has used up its budget. */
export function decideNegotiation({ engine }: BusServices): Tool {
  return defineTool({
    name: 'decide_negotiation',
    title: 'Decide the negotiation',
    description:
      'Says how the negotiation that you were given ends. Call it once, at the end. It decides this and nothing else: it lands, permits and completes nothing.',
    input,
    offered: toRoles('arbiter'),
    async run(given, { key, model, thread }) {
      const negotiation = arbitratedBy(model, thread)
      if (negotiation === undefined) return failed(nothingToDecide)
      const ruling = rulingOf(model, negotiation, given)
      if (!ruling.ok) return failed(ruling.error)
      const payload = { by: thread.id, negotiation: negotiation.id, ruling: ruling.value, because: given.because }
      const done = 'The decision was taken in. End the turn.'
      return send(engine, { thread, key, done }, { type: 'negotiation.decide', payload })
    },
  })
}

function rulingOf(
  model: Model,
  { parties, project }: Negotiation,
  { contract: name, first, ruling, version }: z.infer<typeof input>,
): Result<Ruling, Refusal> {
  if (ruling === 'ask') return ok({ kind: 'ask' })
  if (ruling === 'serialize') {
    const party = parties.find((one) => one === first)
    if (party !== undefined) return ok({ kind: 'serialize', first: party })
    const message = 'Who goes first must be one of the parties; nothing was decided.'
    return err({ code: 'ruling-incomplete', message, remedy: `Give “first” as one of: ${parties.join(', ')}.` })
  }
  const contract = name === undefined ? undefined : findContract(model, project, name)
  if (contract !== undefined) {
    return ok({ kind: 'agreed', contract: contract.id, version: version ?? contract.version })
  }
  const message = 'An agreement needs a contract that is published; nothing was decided.'
  return err({ code: 'ruling-incomplete', message, remedy: contractNames(model, project) })
}

const nothingToDecide = {
  message: 'No negotiation waits for your decision any more; nothing was decided.',
  remedy: 'End the turn.',
}
