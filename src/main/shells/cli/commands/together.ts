import path from 'node:path'
import { Argument, type Command, Option } from 'commander'
import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import type { Topology } from '../../../../shared/domain/plan/plan.ts'
import { coordinationOf } from '../../../../shared/domain/topology/coordination.ts'
import { pairOf } from '../../../../shared/domain/topology/standing.ts'
import type { Coordination } from '../../../../shared/domain/topology/state.ts'
import type { ClusterId, NegotiationId } from '../../../../shared/kernel/ids.ts'
import { randomIds } from '../../../adapters/ids/random-ids.ts'
import { peersLines } from '../../answers/peer-lines.ts'
import { peersView } from '../../answers/peer-views.ts'
import { stateText } from '../../answers/text.ts'
import { threadView } from '../../answers/views.ts'
import type { HostSession } from '../../attach/host-session.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { memberNamed } from '../find-member.ts'
import { runNamed } from '../run-at-rest.ts'
import { withHost } from '../with-host.ts'

interface IntroduceFlags extends CommonOptions {
  readonly because?: string
}

interface SwitchFlags extends CommonOptions {
  readonly teams?: Coordination['teams']
}

/** What a person decides about work that may get into each other's way. */
export function addTogether(program: Command, open: OpenContext): void {
  program
    .command('introduce <one> <others...>')
    .description('make a team of threads, or of tasks that have not begun; they are told of each other, and why')
    .option('--because <text>', 'the reason that they are told')
    .action((one: string, others: readonly string[], flags: IntroduceFlags) =>
      act(open(flags), ({ model }) => {
        const members = [one, ...others].map((id) => memberNamed(model, id))
        const because = flags.because === undefined ? {} : { because: flags.because }
        const [cluster, negotiation] = [randomIds.next() as ClusterId, randomIds.next() as NegotiationId]
        return { type: 'cluster.introduce', payload: { cluster, members, negotiation, ...because } }
      }),
    )

  program
    .command('after <second> <first>')
    .description('have the second wait until the first has landed')
    .action((second: string, first: string, flags: CommonOptions) =>
      act(open(flags), ({ model }) => {
        const [goesOn, waits] = [memberNamed(model, first), memberNamed(model, second)]
        const { id: coupling } = pairOf(goesOn, waits)
        return { type: 'coupling.serialize', payload: { coupling, first: goesOn.task } }
      }),
    )

  program
    .command('release <thread>')
    .description('let a thread go on that waits for the landing of another')
    .action((id: string, flags: CommonOptions) => release(open(flags), id))

  program
    .command('ignore <one> <other>')
    .description('say that these two may collide; a conflict that is new brings them up again')
    .action((one: string, other: string, flags: CommonOptions) =>
      act(open(flags), ({ model }) => {
        const { id: coupling } = pairOf(memberNamed(model, one), memberNamed(model, other))
        return { type: 'coupling.ignore', payload: { coupling } }
      }),
    )

  program
    .command('switch <run>')
    .description('say how the tasks of a run work together; with a folder, what has no plan in that project')
    .addArgument(new Argument('<topology>').choices(['queue', 'adaptive', 'team']))
    .addOption(
      new Option('--teams <how>', 'of adaptive: propose a team to you, or make it').choices(['ask', 'automatic']),
    )
    .action((named: string, topology: Topology, flags: SwitchFlags) =>
      changeTopology(open(flags), { named, topology, teams: flags.teams }),
    )
}

/** Sends what `of` makes of the present model, and answers who works with whom now. */
export async function act(context: CliContext, of: (session: HostSession) => PublicCommand): Promise<void> {
  await withHost(context, async (session) => {
    await session.send(of(session))
    const view = peersView(session.model)
    context.output.answer(view, () => peersLines(view))
  })
}

async function release(context: CliContext, id: string): Promise<void> {
  await withHost(context, async (session) => {
    const { id: thread } = await session.thread(id)
    await session.send({ type: 'thread.release', payload: { thread } })
    const view = threadView(session.model, await session.thread(thread))
    context.output.answer({ thread, state: view.state, reason: view.reason }, () => stateText(view))
  })
}

interface Switching {
  readonly named: string
  readonly topology: Topology
  readonly teams: Coordination['teams'] | undefined
}

async function changeTopology(context: CliContext, { named, teams, topology }: Switching): Promise<void> {
  await withHost(context, async (session) => {
    const { model } = session
    const folder = path.resolve(context.cwd, named)
    const project =
      model.run.get(named) !== undefined ? undefined : [...model.project.values()].find(({ root }) => root === folder)
    if (project !== undefined) {
      const coordination = { topology, teams: teams ?? project.coordination?.teams ?? 'ask' }
      await session.send({ type: 'project.coordinate', payload: { project: project.id, coordination } })
      return answer(context, { project: project.root, ...coordination })
    }
    const run = runNamed(model, named)
    const cluster = randomIds.next() as ClusterId
    const how = teams === undefined ? {} : { teams }
    await session.send({ type: 'run.switch', payload: { run: run.id, topology, cluster, ...how } })
    answer(context, { run: run.id, ...coordinationOf(session.model, { project: run.project, run: run.id }) })
  })
}

function answer(
  context: CliContext,
  coordination: Coordination & { readonly run?: string; readonly project?: string },
) {
  const { teams, topology } = coordination
  const how = teams === 'automatic' ? 'makes teams by itself' : 'proposes teams to you'
  context.output.answer(coordination, () => (topology === 'adaptive' ? `${topology}, ${how}` : topology))
}
