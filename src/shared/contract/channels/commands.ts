import { type } from '@orpc/contract'
import { z } from 'zod'
import { planLimits as limit } from '../../domain/plan/plan.ts'
import { fileSizeLimit } from '../../domain/thread/file-limits.ts'
import type { CommandId, LandingId, ProjectId, PromptId, RequestId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import { automationCommand } from '../automation-commands.ts'
import { command } from '../command-shape.ts'
import { procedure } from '../define.ts'
import { argument, idOf, nameOf, path } from '../envelope.ts'
import { peerCommand } from '../peer-commands.ts'
import { permissions } from '../permission-shape.ts'
import { agent, budget, effort, gates, line, newTask, plan, planLimits, taskPatch } from '../plan-shape.ts'

const longText = z.string().max(16_000_000)
const revision = argument(4000).min(1)

/** A client speaks for a person; every other origin is the host's to give. */
const origin = z.literal('person')

const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: longText, origin }),
  z.object({ kind: z.literal('image'), mimeType: line, data: longText, origin }),
])
const blocks = z.array(block).max(100)

const thread = idOf<ThreadId>()
const landing = idOf<LandingId>()
const project = idOf<ProjectId>()
const run = idOf<RunId>()
const task = idOf<TaskId>()

/** What a client may ask for. Reports of the host about itself are not among them. */
export const publicCommand = z.discriminatedUnion('type', [
  command('project.open', { project, repository: path, initialize: z.boolean() }),
  command('project.forget', { project }),
  command('run.dispatch', {
    run,
    task,
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
    effort: effort.optional(),
    gates: gates.optional(),
    recover: z.boolean().optional(),
    budget: budget.optional(),
    candidates: z.number().int().min(1).max(8).optional(),
    others: z.array(agent).max(10).optional(),
    permissions: permissions.optional(),
  }),
  command('run.plan', {
    run,
    project,
    repository: path,
    initialize: z.boolean(),
    base: revision.optional(),
    into: revision.optional(),
    plan,
    autoLand: z.boolean(),
    approve: z.boolean(),
    confirmed: z.boolean().optional(),
    planner: z.object({ thread, task, prompt: idOf<PromptId>(), agent }).optional(),
  }),
  command('run.approve', { run, confirmed: z.boolean().optional() }),
  command('run.configure', {
    run,
    goal: z.string().max(limit.brief).optional(),
    effort: effort.optional(),
    limits: planLimits.optional(),
    budget: budget.optional(),
    autoLand: z.boolean().optional(),
    recover: z.boolean().optional(),
    spawn: z.enum(['ask', 'automatic']).optional(),
    teams: z.enum(['ask', 'automatic']).optional(),
    gates: gates.optional(),
  }),
  command('run.pause', { run }),
  command('run.resume', { run }),
  command('run.stop', { run }),
  command('task.add', { run, task: newTask }),
  command('task.edit', { task, patch: taskPatch }),
  command('task.move', { task, before: task.nullable() }),
  command('task.link', { task, on: task, from: z.enum(['landed', 'stacked']) }),
  command('task.unlink', { task, on: task }),
  command('task.remove', { task }),
  command('task.accept', { task }),
  command('task.retry', { task, agent: agent.optional() }),
  command('task.choose', { task, thread }),
  command('task.expand', { task, run, planner: agent }),
  command('task.judge', { task, thread, prompt: idOf<PromptId>(), agent }),
  command('pool.freeze', {}),
  command('pool.thaw', { how: z.enum(['resume', 'wind-down']) }),
  /** The step of recovery that is numbered so is taken now, not when it is due. */
  command('recovery.proceed', { thread, number: z.number().int().min(0) }),
  command('thread.prompt', { thread, prompt: idOf<PromptId>(), blocks, attempt: idOf<ThreadId>() }),
  command('thread.steer', { thread, prompt: idOf<PromptId>(), blocks }),
  command('thread.answer', {
    thread,
    request: nameOf<RequestId>(),
    answer: z.enum(['allow', 'allow-always', 'deny']),
    reason: z.string().max(10_000).optional(),
  }),
  command('thread.release', { thread }),
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
  peerCommand,
  automationCommand,
])

export type PublicCommand = z.input<typeof publicCommand>

export const commandsChannel = {
  /** Resolves when the intent is durable. Sending the same id and command again is harmless. */
  send: procedure
    .input(z.object({ id: idOf<CommandId>(), command: publicCommand }))
    .output(type<{ readonly sequence: number }>()),
}
