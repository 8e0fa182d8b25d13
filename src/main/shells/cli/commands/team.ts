import type { Command } from 'commander'
import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import type { Model } from '../../../../shared/domain/model.ts'
import type { Negotiation } from '../../../../shared/domain/negotiation/state.ts'
import type { ClusterId, NegotiationId } from '../../../../shared/kernel/ids.ts'
import { randomIds } from '../../../adapters/ids/random-ids.ts'
import { negotiationLines } from '../../answers/peer-lines.ts'
import { negotiationView } from '../../answers/peer-views.ts'
import { refuse } from '../../attach/failure-exit.ts'
import { threadNamed } from '../../attach/find-thread.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { memberNamed } from '../find-member.ts'
import { UsageError } from '../usage-error.ts'
import { withHost } from '../with-host.ts'
import { act } from './together.ts'

interface SettleFlags extends CommonOptions {
  readonly contract?: string
  readonly first?: string
  readonly stop?: boolean
  readonly because?: string
}

type Of = (cluster: ClusterId) => PublicCommand

const verbs: Readonly<Record<string, { readonly says: string; readonly of: Of }>> = {
  accept: {
    says: 'make a team that is proposed',
    of: (cluster) => ({
      type: 'cluster.accept',
      payload: { cluster, negotiation: randomIds.next() as NegotiationId },
    }),
  },
  decline: {
    says: 'make no team of those that are proposed',
    of: (cluster) => ({ type: 'cluster.decline', payload: { cluster } }),
  },
  pin: {
    says: 'keep a team as it is: nothing but you changes it',
    of: (cluster) => ({ type: 'cluster.pin', payload: { cluster, pinned: true } }),
  },
  unpin: {
    says: 'let a team come and go by itself again',
    of: (cluster) => ({ type: 'cluster.pin', payload: { cluster, pinned: false } }),
  },
  dissolve: {
    says: 'put a team back to the queue',
    of: (cluster) => ({ type: 'cluster.dissolve', payload: { cluster } }),
  },
}

/** What a person decides about a team, and about what its threads can't agree on. */
export function addTeam(program: Command, open: OpenContext): void {
  const team = program
    .command('team')
    .description('accept or decline, pin or unpin, split, merge, dissolve or lead a team')
  const flagsOf = (command: Command) => command.optsWithGlobals<CommonOptions>()

  for (const [verb, { of, says }] of Object.entries(verbs)) {
    team
      .command(`${verb} <team>`)
      .description(says)
      .action(function change(this: Command, id: string) {
        return act(open(flagsOf(this)), () => of(id as ClusterId))
      })
  }

  team
    .command('split <team> <members...>')
    .description('take threads or tasks out of a team; several of them are a team of their own')
    .action(function split(this: Command, id: string, ids: readonly string[]) {
      return act(open(flagsOf(this)), ({ model }) => {
        const members = ids.map((one) => memberNamed(model, one))
        const into = randomIds.next() as ClusterId
        return { type: 'cluster.split', payload: { cluster: id as ClusterId, members, into } }
      })
    })

  team
    .command('merge <team> <other>')
    .description('make one team of two')
    .action(function merge(this: Command, id: string, other: string) {
      return act(open(flagsOf(this)), () => ({
        type: 'cluster.merge',
        payload: { cluster: id as ClusterId, other: other as ClusterId },
      }))
    })

  team
    .command('lead <team> <thread>')
    .description('say which of its threads or tasks leads a team')
    .action(function lead(this: Command, id: string, who: string) {
      return act(open(flagsOf(this)), ({ model }) => ({
        type: 'cluster.lead',
        payload: { cluster: id as ClusterId, lead: memberNamed(model, who).task },
      }))
    })

  program
    .command('settle <negotiation>')
    .description('say how a negotiation ends: agreed on a contract, one goes first, or with nothing forced')
    .option('--contract <name>', 'agreed on the newest version of this contract')
    .option('--first <thread>', 'this one goes on, the others wait until it has landed')
    .option('--stop', 'with nothing forced')
    .option('--because <text>', 'what the parties are told')
    .action((id: string, flags: SettleFlags) => settle(open(flags), id, flags))
}

async function settle(context: CliContext, id: string, flags: SettleFlags): Promise<void> {
  const { because, contract, first, stop } = flags
  if ([contract, first, stop].filter((way) => way !== undefined).length !== 1) {
    throw new UsageError('Say how it ends: one of --contract NAME, --first THREAD and --stop.')
  }
  await withHost(context, async (session) => {
    const negotiation = id as NegotiationId
    const found = session.model.negotiation.get(id) ?? unknown(id)
    const ruling = rulingOf(session.model, found, flags)
    const said = because === undefined ? {} : { because }
    await session.send({ type: 'negotiation.settle', payload: { negotiation, ruling, ...said } })
    const view = negotiationView(session.model, session.model.negotiation.get(id) ?? found)
    context.output.answer(view, () => negotiationLines(view))
  })
}

function unknown(id: string): never {
  return refuse('negotiation-unknown', `There is no negotiation ${id}.`, 'List them: switchyard negotiations')
}

function rulingOf(model: Model, { project }: Negotiation, { contract: name, first }: SettleFlags) {
  if (first !== undefined) return { kind: 'serialize', first: threadNamed(model, first).id } as const
  if (name === undefined) return { kind: 'stop' } as const
  const contract = [...model.contract.within(project)].find((one) => one.name === name && !one.closed)
  if (contract !== undefined) return { kind: 'agreed', contract: contract.id, version: contract.version } as const
  return refuse(
    'contract-unknown',
    `There is no contract ${name}; nothing was settled.`,
    'List them: switchyard contracts',
  )
}
