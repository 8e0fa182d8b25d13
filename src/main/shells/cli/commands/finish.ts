import { type Command, Option } from 'commander'
import type { Landing } from '../../../../shared/domain/landing/state.ts'
import type { LandingId } from '../../../../shared/kernel/ids.ts'
import { randomIds } from '../../../adapters/ids/random-ids.ts'
import { stateText } from '../../answers/text.ts'
import { threadView } from '../../answers/views.ts'
import { Refused } from '../../attach/failure-exit.ts'
import type { HostSession } from '../../attach/host-session.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { withHost } from '../with-host.ts'

interface MergeFlags extends CommonOptions {
  readonly into?: string
  readonly strategy: 'squash'
  readonly message?: string
}

export function addFinish(program: Command, open: OpenContext): void {
  program
    .command('merge <thread>')
    .description("land a thread's work on a local branch as one commit")
    .option('--into <branch>', 'the branch; the one named at dispatch unless given')
    .addOption(new Option('--strategy <how>', 'how to land').choices(['squash']).default('squash'))
    .option('--message <text>', "commit message; the thread's title unless given")
    .action((id: string, flags: MergeFlags) => merge(open(flags), id, flags))

  program
    .command('discard <thread>')
    .description('move a thread and its worktree to the trash')
    .action((id: string, flags: CommonOptions) => move(open(flags), id, 'discard'))

  program
    .command('restore <thread>')
    .description('bring a discarded thread back whole')
    .action((id: string, flags: CommonOptions) => move(open(flags), id, 'restore'))

  program
    .command('undo <landing>')
    .description('take a landing back')
    .action((id: string, flags: CommonOptions) => undo(open(flags), id as LandingId))
}

async function merge(context: CliContext, id: string, flags: MergeFlags): Promise<void> {
  await withHost(context, async (session) => {
    const { id: thread } = await session.thread(id)
    const landing = randomIds.next() as LandingId
    const { into, message, strategy } = flags
    const given = { ...(into === undefined ? {} : { into }), ...(message === undefined ? {} : { message }) }
    await session.send({ type: 'thread.land', payload: { thread, landing, strategy, ...given } })
    const end = await settled(session, landing)
    if (end.state.kind === 'refused') throw new Refused(end.state.failure)
    if (end.state.kind !== 'landed') throw new Error(`landing ${landing} ended as ${end.state.kind}`)
    const { move: moved, notice } = end.state
    context.output.answer({ landing, commit: moved.commit, into: moved.into, notice }, () =>
      [`Landed on ${moved.into} as ${moved.commit}.`, `Undo: switchyard undo ${landing}`, notice ?? '']
        .join('\n')
        .trimEnd(),
    )
  })
}

async function undo(context: CliContext, landing: LandingId): Promise<void> {
  await withHost(context, async (session) => {
    await session.send({ type: 'landing.undo', payload: { landing } })
    const end = await settled(session, landing)
    if (end.undoRefused !== null && end.state.kind === 'landed') throw new Refused(end.undoRefused)
    const notice = end.state.kind === 'undone' ? end.state.notice : null
    context.output.answer(
      { landing, state: end.state.kind, into: end.into, thread: end.thread, notice },
      () => `Taken back from ${end.into}.`,
    )
  })
}

function settled(session: HostSession, id: LandingId): Promise<Landing> {
  return session.when((model) => {
    const landing = model.landing.get(id)
    if (landing === undefined) return undefined
    const { kind } = landing.state
    return kind === 'landed' || kind === 'refused' || kind === 'undone' ? landing : undefined
  })
}

async function move(context: CliContext, id: string, how: 'discard' | 'restore'): Promise<void> {
  await withHost(context, async (session) => {
    const { id: thread, notices } = await session.thread(id)
    await session.send({ type: `thread.${how}`, payload: { thread } })
    const after = await session.when((model) => {
      const known = model.thread.get(thread)
      if (known === undefined) return undefined
      const { state } = known
      if (state.kind === 'discarded' && (state.trash === 'moving' || state.trash === 'restoring')) return undefined
      return known.discarding ? undefined : known
    })
    const view = threadView(session.model, after)
    const reached = how === 'discard' ? after.state.kind === 'discarded' : after.state.kind !== 'discarded'
    if (!reached) {
      const parked = after.state.kind === 'parked' ? after.state.reason : null
      const message = parked?.message ?? after.notices.slice(notices.length).join(' ')
      const remedy = parked?.remedy ?? 'Show the thread to see where it stands.'
      throw new Refused({ code: `${how}-failed`, message, remedy })
    }
    context.output.answer({ thread, state: view.state, reason: view.reason }, () => stateText(view))
  })
}
