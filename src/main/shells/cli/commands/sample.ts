import type { Command } from 'commander'
import type { Sample, SampleTask } from '../../../../shared/contract/channels/onboarding.ts'
import type { ProjectId, PromptId, RunId, TaskId, ThreadId } from '../../../../shared/kernel/ids.ts'
import { randomIds } from '../../../adapters/ids/random-ids.ts'
import { orRefused } from '../../attach/or-refused.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { withHost } from '../with-host.ts'

interface Dispatched {
  readonly thread: ThreadId
  readonly title: string
  /** What to send to the thread once it is ready, to see its task through. */
  readonly followUp: string | null
}

export function addSample(program: Command, open: OpenContext): void {
  program
    .command('sample')
    .description('try it: make a small repository in the home folder and let the scripted agent work on it')
    .action((flags: CommonOptions) => trySample(open(flags)))
}

async function trySample(context: CliContext): Promise<void> {
  const sample = await withHost(context, ({ client }) => orRefused(client, client.api.onboarding.makeSample()))
  const threads: Dispatched[] = []
  for (const task of sample.tasks) threads.push(await dispatch(context, sample, task))
  context.output.answer({ repository: sample.repository, threads }, () => textOf(sample, threads))
}

async function dispatch(context: CliContext, { repository }: Sample, task: SampleTask): Promise<Dispatched> {
  const thread = randomIds.next() as ThreadId
  await withHost(context, (session) =>
    session.send({
      type: 'run.dispatch',
      payload: {
        run: randomIds.next() as RunId,
        thread,
        task: randomIds.next() as TaskId,
        prompt: randomIds.next() as PromptId,
        project: randomIds.next() as ProjectId,
        repository,
        initialize: false,
        agent: { kind: 'catalogue', id: 'scripted' },
        title: task.title,
        blocks: [{ kind: 'text', text: task.prompt, origin: 'person' }],
      },
    }),
  )
  return { thread, title: task.title, followUp: task.followUp?.prompt ?? null }
}

function textOf({ repository }: Sample, threads: readonly Dispatched[]): string {
  const lines = threads.map(({ thread, title }) => `${thread}  ${title}`)
  const next = 'One will ask before it deletes something, one will fail a test, and two change the same line.'
  return [`A sample was made in ${repository}.`, ...lines, next, '`switchyard threads` shows how far they are.'].join(
    '\n',
  )
}
