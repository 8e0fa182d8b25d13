import type { Command } from 'commander'
import type { Contract, ContractVersion } from '../../../../shared/domain/contracts/state.ts'
import type { ContractId, ThreadId } from '../../../../shared/kernel/ids.ts'
import { type Pages, visible } from '../../answers/output.ts'
import { messageLines, negotiationLines, peersLines } from '../../answers/peer-lines.ts'
import { messageView, negotiationView, peersView } from '../../answers/peer-views.ts'
import { refuse } from '../../attach/failure-exit.ts'
import { threadNamed } from '../../attach/find-thread.ts'
import type { CommonOptions, OpenContext } from '../context.ts'
import type { Reader } from '../reader.ts'
import { withReader } from '../with-host.ts'

/** Looking at who works with whom. */
export function addPeers(program: Command, open: OpenContext): void {
  program
    .command('peers')
    .description('list the teams, and the work that is likely to collide, each with its reasons')
    .action((flags: CommonOptions) => {
      const context = open(flags)
      return withReader(context, async ({ model }) => {
        const view = peersView(model)
        context.output.answer(view, () => peersLines(view))
      })
    })

  program
    .command('messages <thread>')
    .description('list what a thread and its peers wrote, newest first, each with where it stands')
    .option('--with <thread>', 'only with this thread, or "host" for what the host told it')
    .action((id: string, flags: CommonOptions & { readonly with?: string }) => {
      const context = open(flags)
      return withReader(context, async (reader) => {
        const pages = await messagesOf(reader, id, flags.with)
        await context.output.list({ head: { thread: id }, name: 'messages', pages })
      })
    })

  program
    .command('contracts [name]')
    .description('list the contracts that threads published; with a name its history, newest first')
    .action((name: string | undefined, flags: CommonOptions) => {
      const context = open(flags)
      return withReader(context, async (reader) => {
        if (name === undefined) return context.output.list({ head: {}, name: 'contracts', pages: contractsOf(reader) })
        const ids = await contractsNamed(reader, name)
        return context.output.list({ head: { name }, name: 'versions', pages: versionsOf(reader, ids) })
      })
    })

  program
    .command('negotiations')
    .description('list what threads negotiate or negotiated, with what it used and how it ended')
    .action((flags: CommonOptions) => {
      const context = open(flags)
      return withReader(context, (reader) =>
        context.output.list({ head: {}, name: 'negotiations', pages: negotiationsOf(reader) }),
      )
    })
}

async function messagesOf(reader: Reader, id: string, other: string | undefined): Promise<Pages> {
  const model = await reader.modelWith(id as ThreadId)
  const { id: thread } = threadNamed(model, id)
  const { peers } = reader
  const read =
    other === undefined
      ? peers.mailbox(thread)
      : peers.conversation(thread, other === 'host' ? other : (other as ThreadId))
  return mapped(read, (message) => {
    const view = messageView(model, message)
    return { value: view, text: () => messageLines(view) }
  })
}

async function* contractsOf(reader: Reader): Pages {
  for (const { id } of reader.model.project.values()) {
    yield* mapped(reader.peers.contracts(id), (contract) => ({ value: contract, text: () => contractLine(contract) }))
  }
}

/** One for each project that has such a name, and for each time that it was given: it is free again once nobody builds on it. */
async function contractsNamed(reader: Reader, name: string): Promise<readonly ContractId[]> {
  const found: ContractId[] = []
  for (const { id } of reader.model.project.values()) {
    for await (const page of reader.peers.contracts(id)) {
      found.push(...page.filter((one) => one.name === name).map((one) => one.id))
    }
  }
  if (found.length > 0) return found
  return refuse('contract-unknown', `There is no contract ${name}.`, 'List them: switchyard contracts')
}

async function* versionsOf(reader: Reader, contracts: readonly ContractId[]): Pages {
  for (const contract of contracts) {
    yield* mapped(reader.peers.versions(contract), (version) => ({ value: version, text: () => versionLines(version) }))
  }
}

async function* negotiationsOf(reader: Reader): Pages {
  for (const { id } of reader.model.project.values()) {
    yield* mapped(reader.peers.negotiations(id), (negotiation) => {
      const view = negotiationView(reader.model, negotiation)
      return { value: view, text: () => negotiationLines(view) }
    })
  }
}

interface Row {
  readonly value: object
  readonly text: () => string
}

async function* mapped<From>(pages: AsyncIterable<readonly From[]>, row: (from: From) => Row): Pages {
  for await (const page of pages) yield page.map(row)
}

function contractLine({ closed, name, owner, readers, version }: Contract): string {
  const read = readers.map((one) => `${one.thread} (version ${one.version})`).join(', ')
  const ended = closed ? ', closed' : ''
  return `${visible(name)}  version ${version}${ended}, by ${owner}${read === '' ? '' : `, read by ${read}`}`
}

function versionLines({ at, by, note, text, version }: ContractVersion): string {
  const lines = visible(text).split('\n')
  return [
    `Version ${version}, ${new Date(at).toISOString()}, by ${by}: ${visible(note)}`,
    ...lines.map((line) => `    ${line}`),
  ].join('\n')
}
