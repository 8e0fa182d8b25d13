import { Argument, type Command } from 'commander'
import type { PromptId, RequestId, ThreadId } from '../../../../shared/kernel/ids.ts'
import { randomIds } from '../../../adapters/ids/random-ids.ts'
import { stateText } from '../../answers/text.ts'
import { threadView } from '../../answers/views.ts'
import type { HostSession } from '../../attach/host-session.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { waitUntilReady } from '../wait-for-rest.ts'
import { withHost } from '../with-host.ts'

interface PromptFlags extends CommonOptions {
  readonly wait?: boolean
}

interface SteerFlags extends PromptFlags {
  readonly prompt: string
}

interface AnswerFlags extends CommonOptions {
  readonly reason?: string
}

type Answer = 'allow' | 'allow-always' | 'deny'

export function addControl(program: Command, open: OpenContext): void {
  program
    .command('prompt <thread> <text>')
    .description('send a prompt; during a turn it waits for the end of it')
    .option('--wait', 'wait until the thread is ready (exit code 0) or needs something (1)')
    .action((id: string, text: string, flags: PromptFlags) =>
      prompt(open(flags), { id, text, wait: flags.wait ?? false }),
    )

  program
    .command('steer <thread>')
    .description('end the running turn, keep its work, and go on with this prompt, before those that wait')
    .requiredOption('--prompt <text>', 'what to do instead')
    .option('--wait', 'wait until the thread is ready (exit code 0) or needs something (1)')
    .action((id: string, flags: SteerFlags) =>
      steer(open(flags), { id, text: flags.prompt, wait: flags.wait ?? false }),
    )

  program
    .command('answer <thread> <request>')
    .addArgument(new Argument('<answer>').choices(['allow', 'allow-always', 'deny']))
    .description('answer an open request of a thread')
    .option('--reason <text>', 'why, for the record')
    .action((...[id, request, answer, flags]: [string, string, Answer, AnswerFlags]) => {
      const context = open(flags)
      const reason = flags.reason === undefined ? {} : { reason: flags.reason }
      return withHost(context, async (session) => {
        const { id: thread } = await session.thread(id)
        await session.send({
          type: 'thread.answer',
          payload: { thread, request: request as RequestId, answer, ...reason },
        })
        context.output.answer({ thread, request, answer }, () => `${answer} ${request}`)
      })
    })

  for (const how of ['interrupt', 'stop'] as const) {
    program
      .command(`${how} <thread>`)
      .description(how === 'interrupt' ? 'ask the agent to end its turn' : "end the turn and the agent's processes")
      .action((id: string, flags: CommonOptions) => {
        const context = open(flags)
        return withHost(context, async (session) => {
          const { id: thread } = await session.thread(id)
          await session.send({ type: `thread.${how}`, payload: { thread } })
          await answerWithState(context, session, thread)
        })
      })
  }
}

interface Asked {
  readonly id: string
  readonly text: string
  readonly wait: boolean
}

async function prompt(context: CliContext, asked: Asked): Promise<void> {
  await withHost(context, async (session) => {
    const before = await session.thread(asked.id)
    const attempt = randomIds.next() as ThreadId
    const blocks = [{ kind: 'text', text: asked.text, origin: 'person' } as const]
    const payload = { thread: before.id, prompt: randomIds.next() as PromptId, blocks, attempt }
    await session.send({ type: 'thread.prompt', payload })
    const thread = session.model.thread.get(attempt) === undefined ? before.id : attempt
    const known = { thread, run: before.run }
    const answer = asked.wait ? await waitUntilReady(session, thread, known) : known
    context.output.answer(answer, () => thread)
  })
}

async function steer(context: CliContext, asked: Asked): Promise<void> {
  await withHost(context, async (session) => {
    const { id: thread, run } = await session.thread(asked.id)
    const blocks = [{ kind: 'text', text: asked.text, origin: 'person' } as const]
    await session.send({ type: 'thread.steer', payload: { thread, prompt: randomIds.next() as PromptId, blocks } })
    const known = { thread, run }
    const answer = asked.wait ? await waitUntilReady(session, thread, known) : known
    context.output.answer(answer, () => thread)
  })
}

/** Waits for the end of the turn that was asked to end. */
async function answerWithState(context: CliContext, session: HostSession, id: ThreadId): Promise<void> {
  const view = await session.when((model) => {
    const thread = model.thread.get(id)
    return thread?.turn === null && thread.state.kind !== 'verifying' ? threadView(model, thread) : undefined
  })
  context.output.answer({ thread: id, state: view.state, reason: view.reason }, () => stateText(view))
}
