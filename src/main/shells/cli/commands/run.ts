import type { Command } from 'commander'
import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import type { RunId } from '../../../../shared/kernel/ids.ts'
import { type RunView, runLines, runView } from '../../answers/run-view.ts'
import type { HostSession } from '../../attach/host-session.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { runNamed, waitForRun } from '../run-at-rest.ts'
import { withHost, withReader } from '../with-host.ts'

interface RunFlags extends CommonOptions {
  readonly wait?: boolean
}

interface ApproveFlags extends RunFlags {
  readonly confirm?: boolean
}

interface ThawFlags extends CommonOptions {
  readonly windDown?: boolean
}

export function addRun(program: Command, open: OpenContext): void {
  const run = program
    .command('run <run>')
    .description('show the tasks of a run, or steer it as a whole')
    .option('--wait', 'wait until nothing can move without a person; exit code 0 where everything landed or is ready')
    .action((id: string, flags: RunFlags) => show(open(flags), id, flags))

  run
    .command('approve <run>')
    .description('start a plan that waits for it')
    .option('--confirm', 'the estimate was seen: needed where very many tasks would start')
    .action(function approve(this: Command, id: string) {
      const flags = this.optsWithGlobals<ApproveFlags>()
      const confirmed = flags.confirm ? { confirmed: true } : {}
      return steer(open(flags), { id, flags, of: (run) => ({ type: 'run.approve', payload: { run, ...confirmed } }) })
    })

  for (const how of ['pause', 'resume', 'stop'] as const) {
    run
      .command(`${how} <run>`)
      .description(descriptions[how])
      .action(function change(this: Command, id: string) {
        const flags = this.optsWithGlobals<RunFlags>()
        return steer(open(flags), { id, flags, of: (run) => ({ type: `run.${how}`, payload: { run } }) })
      })
  }

  program
    .command('freeze')
    .description('stop every agent and start nothing, until the thaw; all work is kept')
    .action((flags: CommonOptions) => pool(open(flags), { type: 'pool.freeze', payload: {} }))

  program
    .command('thaw')
    .description('go on after a freeze')
    .option('--wind-down', 'leave everything stopped, each thread for you to send on')
    .action((flags: ThawFlags) => {
      const how = flags.windDown ? 'wind-down' : 'resume'
      return pool(open(flags), { type: 'pool.thaw', payload: { how } })
    })
}

const descriptions = {
  pause: 'start nothing more of a run; what runs goes on',
  resume: 'go on with a paused or stopped run',
  stop: 'interrupt what runs of a run and start nothing more; all work is kept',
} as const

async function show(context: CliContext, id: string, { wait }: RunFlags): Promise<void> {
  if (wait) return withHost(context, async (session) => answer(context, await waitForRun(session, named(session, id))))
  return withReader(context, async (reader) => {
    const model = await reader.modelWithRun(id as RunId)
    answer(context, runView(model, runNamed(model, id)))
  })
}

interface Steering {
  readonly id: string
  readonly flags: RunFlags
  readonly of: (run: RunId) => PublicCommand
}

async function steer(context: CliContext, { flags, id, of }: Steering): Promise<void> {
  await withHost(context, async (session) => {
    const run = named(session, id)
    await session.send(of(run))
    answer(context, flags.wait ? await waitForRun(session, run) : runView(session.model, runNamed(session.model, run)))
  })
}

async function pool(context: CliContext, command: PublicCommand): Promise<void> {
  await withHost(context, async (session) => {
    await session.send(command)
    const frozenSince = session.model.pool.get('pool')?.frozenSince ?? null
    context.output.answer({ frozenSince }, () =>
      frozenSince === null ? 'Agents may run.' : 'Frozen. Go on with: switchyard thaw',
    )
  })
}

function named({ model }: Pick<HostSession, 'model'>, id: string): RunId {
  return runNamed(model, id).id
}

function answer(context: CliContext, view: RunView): void {
  context.output.answer(view, () => runLines(view))
}
