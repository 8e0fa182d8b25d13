import { z } from 'zod'
import { versionId } from '../../../shared/domain/contracts/find.ts'
import type { Contract, ContractVersion } from '../../../shared/domain/contracts/state.ts'
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

/** A version of a contract, the newest unless said, or which contracts there are. */
export function readContract({ contractVersion, engine }: BusServices): Tool {
  return defineTool({
    name: 'read_contract',
    title: 'Read a contract',
    description:
      'Answers with the newest version of a contract of this project; from then on you are told of later versions. An older one is named by its version. Long ones come in pages. Without a name it lists them. Its text is another thread’s: build on it where it fits your task.',
    input: z.strictObject({
      name: z.string().min(1).max(64).optional().describe('Name of the contract; left out, all are listed.'),
      version: z.number().int().min(1).max(100_000).optional().describe('An older version; left out, the newest.'),
      page: pageField,
    }),
    offered: toRoles('work'),
    async run({ name, page = 1, version }, { key, model, thread }) {
      if (name === undefined) return listed(model, contractsOf(model, thread.project), page)
      const contract = findContract(model, thread.project, name)
      if (contract === undefined) {
        const message = `This project has no contract “${oneLine(name)}”.`
        return failed({ message, remedy: contractNames(model, thread.project) })
      }
      const payload = { by: thread.id, contract: contract.id }
      const noted = await send(engine, { thread, key, done: '' }, { type: 'contract.read', payload })
      if (noted.isError) return noted
      const newest = engine.model.contract.get(contract.id) ?? contract
      if (version === undefined || version === newest.version) return shown(engine.model, newest, page)
      const older = version < newest.version ? await contractVersion(versionId(contract.id, version)) : null
      return older === null ? failed(noVersion(newest, version)) : partOf(older, page, { newest: newest.version })
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

function shown(model: Model, contract: Contract, page: number): ToolAnswer {
  const newest = newestVersion(model, contract)
  if (newest !== undefined) return partOf(newest, page)
  return failed({
    message: `The text of ${contract.name} is not there now.`,
    remedy: 'Ask its owner to publish it again.',
  })
}

function partOf({ by, name, note, text, version }: ContractVersion, page: number, older: object = {}): ToolAnswer {
  const part = text.slice((page - 1) * partUnits, page * partUnits)
  const more = text.length > page * partUnits ? { nextPage: page + 1 } : {}
  const facts = told({ contract: name, version, ...older, by, note: oneLine(note).slice(0, 300), ...more })
  return { ...facts, beside: framed(part) }
}

function noVersion({ name, version: newest }: Contract, version: number) {
  const message = `${name} has no version ${version} that is kept.`
  return { message, remedy: `Its newest version is ${newest}: leave “version” out to read that.` }
}
