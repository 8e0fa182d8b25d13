import { type } from '@orpc/contract'
import { z } from 'zod'
import { fileSizeLimit } from '../../domain/thread/file-limits.ts'
import type { CommandId, LandingId, ProjectId, PromptId, RequestId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import { procedure } from '../define.ts'
import { argument, idOf, nameOf, path } from '../envelope.ts'

const longText = z.string().max(16_000_000)
const line = z.string().min(1).max(4000)
const revision = argument(4000).min(1)

/** A client speaks for a person; every other origin is the host's to give. */
const origin = z.literal('person')

const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: longText, origin }),
  z.object({ kind: z.literal('image'), mimeType: line, data: longText, origin }),
])
const blocks = z.array(block).max(100)

const choice = { mode: z.exactOptional(line), model: z.exactOptional(line) }
const agent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('catalogue'), id: line, ...choice }),
  z.object({ kind: z.literal('command'), command: z.string().max(32_000), ...choice }),
])

const thread = idOf<ThreadId>()
const landing = idOf<LandingId>()
const project = idOf<ProjectId>()

function command<Type extends string, Shape extends z.ZodRawShape>(type: Type, payload: Shape) {
  return z.object({ type: z.literal(type), payload: z.object(payload) })
}

/** What a client may ask for. Reports of the host about itself are not among them. */
export const publicCommand = z.discriminatedUnion('type', [
  command('project.open', { project, repository: path, initialize: z.boolean() }),
  command('project.forget', { project }),
  command('run.dispatch', {
    run: idOf<RunId>(),
    task: idOf<TaskId>(),
    thread,
    prompt: idOf<PromptId>(),
    project,
    repository: path,
    initialize: z.boolean(),
    agent,
    title: line.optional(),
    blocks,
    base: revision.optional(),
    into: revision.optional(),
  }),
  command('thread.prompt', { thread, prompt: idOf<PromptId>(), blocks, attempt: idOf<ThreadId>() }),
  command('thread.steer', { thread, prompt: idOf<PromptId>(), blocks }),
  command('thread.answer', {
    thread,
    request: nameOf<RequestId>(),
    answer: z.enum(['allow', 'allow-always', 'deny']),
    reason: z.string().max(10_000).optional(),
  }),
  command('thread.interrupt', { thread }),
  command('thread.stop', { thread }),
  command('thread.land', {
    thread,
    landing,
    into: revision.optional(),
    strategy: z.literal('squash'),
    message: argument(100_000).optional(),
  }),
  command('thread.edit', {
    thread,
    path,
    text: z.string().max(fileSizeLimit),
    replaces: z
      .string()
      .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/)
      .nullable(),
  }),
  command('thread.discard', { thread }),
  command('thread.restore', { thread }),
  command('landing.undo', { landing }),
  command('landing.accept', { landing }),
])

export type PublicCommand = z.input<typeof publicCommand>

export const commandsChannel = {
  /** Resolves when the intent is durable. Sending the same id and command again is harmless. */
  send: procedure
    .input(z.object({ id: idOf<CommandId>(), command: publicCommand }))
    .output(type<{ readonly sequence: number }>()),
}
