import path from 'node:path'
import { type Command, Option } from 'commander'
import { promptSizeLimit } from '../../../../shared/domain/thread/prompt-limits.ts'
import type { AgentChoice } from '../../../../shared/domain/thread/state.ts'
import type { ProjectId, PromptId, RunId, TaskId, ThreadId } from '../../../../shared/kernel/ids.ts'
import { randomIds } from '../../../adapters/ids/random-ids.ts'
import { refuse } from '../../attach/failure-exit.ts'
import type { HostSession } from '../../attach/host-session.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { addProofFlags, type ProofFlags, proofOf } from '../proof-flags.ts'
import { readText } from '../read-text.ts'
import { lastThread } from '../run-at-rest.ts'
import { UsageError } from '../usage-error.ts'
import { waitUntilReady } from '../wait-for-rest.ts'
import { withHost } from '../with-host.ts'

interface DispatchFlags extends CommonOptions, ProofFlags {
  readonly repo: string
  readonly agent?: string
  readonly agentCommand?: string
  readonly mode?: string
  readonly model?: string
  readonly prompt?: string
  readonly promptFile?: string
  readonly base?: string
  readonly into?: string
  readonly title?: string
  readonly init?: boolean
  readonly wait?: boolean
}

interface Dispatched {
  readonly thread: ThreadId
  readonly run: RunId
}

export function addDispatch(program: Command, open: OpenContext): void {
  const command = program
    .command('dispatch')
    .description('give one task to an agent, in a worktree of its own')
    .requiredOption('--repo <folder>', 'the repository, or a folder in it')
    .addOption(
      new Option('--agent <id>', 'the agent; "switchyard doctor" lists what is here').conflicts('agentCommand'),
    )
    .option('--agent-command <command>', 'command line of any agent that speaks ACP over stdio')
    .option('--mode <id>', "the agent's mode, for example how much it asks")
    .option('--model <id>', "one of the agent's models")
    .addOption(new Option('--prompt <text>', 'what to do').conflicts('promptFile'))
    .option('--prompt-file <file>', 'file that says what to do, - for standard input')
    .option('--base <revision>', 'where to start from; the checked-out branch unless named')
    .option('--into <branch>', 'local branch to land on; the base unless named')
    .option('--title <text>', "the thread's title; the prompt's first line unless named")
    .option('--init', 'make the folder a repository first where it is none')
    .option('--wait', 'wait until it is ready (exit code 0) or needs something (1)')
  addProofFlags(command).action(async (flags: DispatchFlags) => dispatch(open(flags), flags))
}

async function dispatch(context: CliContext, flags: DispatchFlags): Promise<void> {
  if (flags.repo === '') throw new UsageError('The folder given with --repo is empty.')
  const agent = agentOf(flags)
  const text = await promptOf(context, flags)
  const thread = randomIds.next() as ThreadId
  const run = randomIds.next() as RunId
  await withHost(context, async (session) => {
    const { base, into, title } = flags
    await session.send({
      type: 'run.dispatch',
      payload: {
        run,
        thread,
        task: randomIds.next() as TaskId,
        prompt: randomIds.next() as PromptId,
        project: randomIds.next() as ProjectId,
        repository: path.resolve(context.cwd, flags.repo),
        initialize: flags.init ?? false,
        agent,
        blocks: [{ kind: 'text', text, origin: 'person' }],
        ...(base === undefined ? {} : { base }),
        ...(into === undefined ? {} : { into }),
        ...(title === undefined ? {} : { title }),
        ...proofOf(flags),
      },
    })
    const known = { thread, run }
    const answer = flags.wait ? await rested(session, known) : known
    context.output.answer(answer, () => thread)
  })
}

/** Where the host answers failures, and another thread may take over, the last one's rest counts. */
async function rested(session: HostSession, known: Dispatched): Promise<object> {
  if (session.model.run.get(known.run)?.plan === undefined) return waitUntilReady(session, known.thread, known)
  const last = await lastThread(session, known.run)
  return waitUntilReady(session, last, { ...known, thread: last })
}

function agentOf({ agent, agentCommand, mode, model }: DispatchFlags): AgentChoice {
  const choice = { ...(mode === undefined ? {} : { mode }), ...(model === undefined ? {} : { model }) }
  if (agentCommand !== undefined) return { kind: 'command', command: agentCommand, ...choice }
  if (agent !== undefined) return { kind: 'catalogue', id: agent, ...choice }
  throw new UsageError('Name the agent with --agent ID or --agent-command COMMAND.')
}

async function promptOf(context: CliContext, { prompt, promptFile }: DispatchFlags): Promise<string> {
  if (prompt !== undefined) return prompt
  if (promptFile === undefined) throw new UsageError('Say what to do with --prompt TEXT or --prompt-file FILE.')
  const file = promptFile === '-' ? 0 : path.resolve(context.cwd, promptFile)
  const text = await readText(file, readLimit).catch((error: NodeJS.ErrnoException) => notRead(promptFile, error))
  if (text.length > readLimit) {
    refuse(
      'prompt-too-large',
      `The prompt has more than ${readLimit} characters, the limit is ${promptSizeLimit}; nothing was dispatched.`,
      'Put the long part into a file of the repository and name it in the prompt.',
    )
  }
  return text
}

function notRead(file: string, error: NodeJS.ErrnoException): never {
  return refuse(
    'prompt-file',
    `The prompt file ${file} can't be read (${error.code ?? String(error)}); nothing was dispatched.`,
    'Check the path.',
  )
}

/** UTF-16 units. What is far too large for a prompt isn't read to its end, which it may not have. */
const readLimit = 2 * promptSizeLimit
