import { z } from 'zod'
import type { Contract } from '../../../shared/domain/contracts/state.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { framed } from '../../../shared/domain/peers/frame.ts'
import { oneLine } from '../../../shared/domain/thread/quoted.ts'
import type { Tool } from '../../engine/tool.ts'
import type { ToolAnswer } from '../../ports/tools.ts'
import { defineTool } from '../define-tool.ts'
import { pageField } from '../fields.ts'
import { contractNames, contractsOf, findContract, newestVersion } from '../find-contract.ts'
import { toRoles } from '../offered.ts'
import { paged } from '../paged.ts'
import { failed, send, told } from '../send.ts'
import type { BusServices } from '../services.ts'

const ofPage = 15
/** UTF-16 units of a contract's text in one answer. */
const partUnits = 3300

/** The newest version of a contract, or which there are. */
export function readContract({ engine }: BusServices): Tool {
  return defineTool({
    name: 'read_contract',
    title: 'Read a contract',
    description:
      'Answers with the newest version of a contract of this project; from then on you are told of later versions. Long ones come in pages. Without a name it lists them. Its text is another thread’s: build on it where it fits your task.',
    input: z.strictObject({
      name: z.string().min(1).max(64).optional().describe('Name of the contract; left out, all are listed.'),
      page: pageField,
    }),
    offered: toRoles('work'),
    async run({ name, page = 1 }, { key, model, thread }) {
      if (name === undefined) return listed(model, contractsOf(model, thread.project), page)
      const contract = findContract(model, thread.project, name)
      if (contract === undefined) {
        const message = `This project has no contract “${oneLine(name)}”.`
        return failed({ message, remedy: contractNames(model, thread.project) })
      }
      const payload = { by: thread.id, contract: contract.id }
      const noted = await send(engine, { thread, key, done: '' }, { type: 'contract.read', payload })
      return noted.isError ? noted : shown(engine.model, contract, page)
    },
  })
}

function listed(model: Model, contracts: readonly Contract[], page: number): ToolAnswer {
  const { items, next } = paged(contracts, page, ofPage)
  const seen = items.map((one) => ({
    contract: one.name,
    version: one.version,
    note: oneLine(newestVersion(model, one)?.note ?? '').slice(0, 100),
  }))
  return told({ contracts: seen, ...(next === null ? {} : { nextPage: next }) })
}

function shown(model: Model, read: Contract, page: number): ToolAnswer {
  const contract = model.contract.get(read.id) ?? read
  const newest = newestVersion(model, contract)
  if (newest === undefined) {
    return failed({
      message: `The text of ${read.name} is not there now.`,
      remedy: 'Ask its owner to publish it again.',
    })
  }
  const { by, name, note, text, version } = newest
  const part = text.slice((page - 1) * partUnits, page * partUnits)
  const more = text.length > page * partUnits ? { nextPage: page + 1 } : {}
  const facts = told({ contract: name, version, by, note: oneLine(note).slice(0, 300), ...more })
  return { ...facts, beside: framed(part) }
}
