import path from 'node:path'
import type { Command } from 'commander'
import type { PlanWithIds } from '../../../../shared/domain/run/commands.ts'
import type { ProjectId, PromptId, RunId, TaskId, ThreadId } from '../../../../shared/kernel/ids.ts'
import { randomIds } from '../../../adapters/ids/random-ids.ts'
import { type RunView, runLines, runView } from '../../answers/run-view.ts'
import { refuse } from '../../attach/failure-exit.ts'
import type { HostSession } from '../../attach/host-session.ts'
import { orRefused } from '../../attach/or-refused.ts'
import { BadPlan } from '../bad-plan.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { readText } from '../read-text.ts'
import { planProposed, runNamed, waitForRun } from '../run-at-rest.ts'
import { UsageError } from '../usage-error.ts'
import { withHost } from '../with-host.ts'

interface PlanFlags extends CommonOptions {
  readonly repo: string
  readonly goal?: string
  readonly agent?: string
  readonly base?: string
  readonly into?: string
  readonly init?: boolean
  readonly approve?: boolean
  readonly confirm?: boolean
  readonly autoLand?: boolean
  readonly wait?: boolean
}

export function addPlan(program: Command, open: OpenContext): void {
  program
    .command('plan [file]')
    .description('make a run of the tasks in a YAML file, - for standard input; or have an agent plan a goal')
    .requiredOption('--repo <folder>', 'the repository, or a folder in it')
    .option('--goal <text>', 'what to have planned by an agent that only reads, instead of a file')
    .option('--agent <id>', 'the agent that plans the goal')
    .option('--base <revision>', 'where to start from; the checked-out branch unless named')
    .option('--into <branch>', 'local branch to land on; the base unless named')
    .option('--init', 'make the folder a repository first where it is none')
    .option('--approve', 'start it; without this it waits for "run approve"')
    .option('--confirm', 'the estimate was seen: needed with --approve where very many tasks would start')
    .option('--auto-land', 'land tasks that met their effort, as a person would')
    .option('--wait', 'wait until nothing can move without a person; exit code 0 where everything landed or is ready')
    .action((file: string | undefined, flags: PlanFlags) => plan(open(flags), file, flags))
}

async function plan(context: CliContext, file: string | undefined, flags: PlanFlags): Promise<void> {
  if (flags.repo === '') throw new UsageError('The folder given with --repo is empty.')
  if ((file === undefined) === (flags.goal === undefined)) {
    throw new UsageError('Name a plan file, or a goal with --goal TEXT: one of the two.')
  }
  if (flags.goal !== undefined) return planGoal(context, flags.goal, flags)
  if (flags.agent !== undefined) throw new UsageError('--agent goes with --goal; a file names its agents itself.')
  if (file === undefined || file === '') throw new UsageError('The name of the plan file is empty.')
  return planWritten(context, await writtenIn(context, file), flags)
}

interface Written {
  readonly file: string
  readonly text: string
}

async function writtenIn(context: CliContext, file: string): Promise<Written> {
  // What reads plans is a good part of the program, and every other command does without.
  const { planFileLimit } = await import('../../../../shared/contract/channels/plans.ts')
  const source = file === '-' ? 0 : path.resolve(context.cwd, file)
  const text = await readText(source, planFileLimit).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`The plan ${file} can't be read (${error.code ?? String(error)}); nothing was started.`)
  })
  const written = { file: file === '-' ? '<stdin>' : file, text }
  await refuseMisshapen(written)
  return written
}

/** Most of what can be wrong needs no host to be seen, so that none is started for it. */
async function refuseMisshapen({ file, text }: Written): Promise<void> {
  const { parsePlanFile } = await import('../../../orchestrator/plan-file/parse-plan-file.ts')
  const parsed = parsePlanFile(text, {
    defaultAgent: { kind: 'catalogue', id: '' },
    // Only the host knows those of the project: one that passes is assumed.
    projectGates: ['true'],
    agents: null,
    newId: () => randomIds.next(),
  })
  if (!parsed.ok) throw new BadPlan(file, parsed.error)
}

async function planWritten(context: CliContext, written: Written, flags: PlanFlags): Promise<void> {
  const run = randomIds.next() as RunId
  await withHost(context, async (session) => {
    const read = await readByHost(context, session, { written, flags })
    await session.send({ type: 'run.plan', payload: { ...placeOf(context, flags), run, plan: read } })
    answer(context, flags.wait ? await waitForRun(session, run) : shown(session, run))
  })
}

/** A thread plans it; with `--approve` what it proposes starts as soon as it stands. */
async function planGoal(context: CliContext, goal: string, flags: PlanFlags): Promise<void> {
  if (flags.approve && !flags.wait) throw new UsageError('--approve of what an agent plans needs --wait.')
  const run = randomIds.next() as RunId
  await withHost(context, async (session) => {
    const agent = flags.agent === undefined ? {} : { agent: flags.agent }
    // The host fills in what a plan of one task would get here: its effort and its agent.
    const text = JSON.stringify({ goal, ...agent, tasks: [{ id: 'plan', brief: 'Plan it.' }] })
    const read = await readByHost(context, session, { written: { file: '--goal', text }, flags })
    const [chosen] = read.tasks.flatMap(({ agents }) => agents)
    if (chosen === undefined) return refuse('agent-not-found', 'No agent is there to plan.', 'Name one with --agent.')
    const planner = {
      thread: randomIds.next() as ThreadId,
      task: randomIds.next() as TaskId,
      prompt: randomIds.next() as PromptId,
      agent: chosen,
    }
    const plan = { ...read, tasks: [] }
    await session.send({
      type: 'run.plan',
      payload: { ...placeOf(context, flags), approve: false, run, plan, planner },
    })
    if (flags.wait) await planProposed(session, run)
    if (!flags.approve) answer(context, shown(session, run))
  })
  if (!flags.approve) return
  await withHost(context, async (session) => {
    if (runNamed(session.model, run).plan?.state.kind === 'draft') {
      const confirmed = flags.confirm ? { confirmed: true } : {}
      await session.send({ type: 'run.approve', payload: { run, ...confirmed } })
    }
    answer(context, await waitForRun(session, run))
  })
}

interface Asked {
  readonly written: Written
  readonly flags: PlanFlags
}

async function readByHost(
  context: CliContext,
  { client }: HostSession,
  { flags, written }: Asked,
): Promise<PlanWithIds> {
  const { base, repo } = flags
  const place = { repository: path.resolve(context.cwd, repo), ...(base === undefined ? {} : { base }) }
  const parsed = await orRefused(client, client.api.plans.parse({ text: written.text, ...place }))
  if (parsed.kind === 'problems') throw new BadPlan(written.file, parsed.problems)
  return parsed.plan
}

function placeOf(context: CliContext, { approve, autoLand, base, confirm, init, into, repo }: PlanFlags) {
  return {
    project: randomIds.next() as ProjectId,
    repository: path.resolve(context.cwd, repo),
    initialize: init ?? false,
    autoLand: autoLand ?? false,
    approve: approve ?? false,
    ...(confirm ? { confirmed: true } : {}),
    ...(base === undefined ? {} : { base }),
    ...(into === undefined ? {} : { into }),
  }
}

function shown({ model }: HostSession, run: RunId): RunView {
  return runView(model, runNamed(model, run))
}

function answer(context: CliContext, view: RunView): void {
  context.output.answer(view, () => runLines(view))
}
