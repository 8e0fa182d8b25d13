import { type Command, Option } from 'commander'
import { tasksOf } from '../../../../shared/domain/run/queries.ts'
import type { AgentChoice } from '../../../../shared/domain/thread/state.ts'
import type { PromptId, RunId, ThreadId } from '../../../../shared/kernel/ids.ts'
import { randomIds } from '../../../adapters/ids/random-ids.ts'
import { runLines, runView } from '../../answers/run-view.ts'
import { refuse } from '../../attach/failure-exit.ts'
import type { HostSession } from '../../attach/host-session.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { runNamed, waitForRun } from '../run-at-rest.ts'
import { UsageError } from '../usage-error.ts'
import { withHost } from '../with-host.ts'

interface AgentFlags extends CommonOptions {
  readonly agent?: string
  readonly agentCommand?: string
}

interface JudgeFlags extends AgentFlags {
  readonly wait?: boolean
}

/** What a person decides about single tasks of a run. */
export function addTasks(program: Command, open: OpenContext): void {
  program
    .command('choose <thread>')
    .description('pick one of several candidates of a task; the others are set aside')
    .action((id: string, flags: CommonOptions) => choose(open(flags), id))

  program
    .command('judge <run> <task>')
    .description('have an agent that only reads say which candidate of a task is the best')
    .addOption(new Option('--agent <id>', 'the agent').conflicts('agentCommand'))
    .option('--agent-command <command>', 'command line of any agent that speaks ACP over stdio')
    .option('--wait', 'wait until nothing can move without a person')
    .action((run: string, task: string, flags: JudgeFlags) => judge(open(flags), { run, task, flags }))

  program
    .command('accept <run> <task>')
    .description('let a task that a thread proposed be one of the plan')
    .action((run: string, task: string, flags: CommonOptions) => accept(open(flags), run, task))

  program
    .command('expand <run> <task>')
    .description('have a task that has not begun be a run of its own, planned when its turn comes')
    .addOption(new Option('--agent <id>', 'the agent that plans it').conflicts('agentCommand'))
    .option('--agent-command <command>', 'command line of any agent that speaks ACP over stdio')
    .action((run: string, task: string, flags: AgentFlags) => expand(open(flags), { run, task, flags }))
}

async function accept(context: CliContext, named: string, key: string): Promise<void> {
  await withHost(context, async (session) => {
    const { id: run } = runNamed(session.model, named)
    const { id: task } = taskNamed(session, run, key)
    await session.send({ type: 'task.accept', payload: { task } })
    answer(context, session, run)
  })
}

async function expand(context: CliContext, { flags, run: named, task: key }: Of<AgentFlags>): Promise<void> {
  const planner = agentOf(flags)
  await withHost(context, async (session) => {
    const { id: run } = runNamed(session.model, named)
    const { id: task } = taskNamed(session, run, key)
    await session.send({ type: 'task.expand', payload: { task, run: randomIds.next() as RunId, planner } })
    answer(context, session, run)
  })
}

function answer(context: CliContext, { model }: HostSession, run: RunId): void {
  const view = runView(model, runNamed(model, run))
  context.output.answer(view, () => runLines(view))
}

async function choose(context: CliContext, id: string): Promise<void> {
  await withHost(context, async (session) => {
    const { id: thread, run, task } = await session.thread(id)
    await session.send({ type: 'task.choose', payload: { task, thread } })
    answer(context, session, run)
  })
}

interface Of<Flags> {
  readonly run: string
  /** The name that its plan gives it. */
  readonly task: string
  readonly flags: Flags
}

async function judge(context: CliContext, { flags, run: named, task: key }: Of<JudgeFlags>): Promise<void> {
  const agent = agentOf(flags)
  await withHost(context, async (session) => {
    const run = runNamed(session.model, named)
    const { id: task } = taskNamed(session, run.id, key)
    const [thread, prompt] = [randomIds.next() as ThreadId, randomIds.next() as PromptId]
    await session.send({ type: 'task.judge', payload: { task, thread, prompt, agent } })
    const view = flags.wait ? await waitForRun(session, run.id) : runView(session.model, run)
    context.output.answer({ ...view, judge: thread }, () => runLines(view))
  })
}

function taskNamed({ model }: HostSession, run: string, key: string) {
  const task = tasksOf(model, run).find((one) => one.key === key)
  return task ?? refuse('task-unknown', `The run has no task ${key}.`, `Look at its tasks: switchyard run ${run}`)
}

function agentOf({ agent, agentCommand }: AgentFlags): AgentChoice {
  if (agentCommand !== undefined) return { kind: 'command', command: agentCommand }
  if (agent === undefined) throw new UsageError('Name the agent, with --agent or --agent-command.')
  return { kind: 'catalogue', id: agent }
}
