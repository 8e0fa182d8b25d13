import { z } from 'zod'
import { itemLimits } from '../domain/team/state.ts'
import type {
  ClusterId,
  ContractId,
  CouplingId,
  ItemId,
  MessageId,
  NegotiationId,
  ProjectId,
  PromptId,
  RunId,
  TaskId,
  ThreadId,
} from '../kernel/ids.ts'
import { command } from './command-shape.ts'
import { idOf, nameOf } from './envelope.ts'

const run = idOf<RunId>()
const task = idOf<TaskId>()
const thread = idOf<ThreadId>()
const cluster = nameOf<ClusterId>()
const coupling = nameOf<CouplingId>()
const negotiation = nameOf<NegotiationId>()
const item = nameOf<ItemId>()
const members = z.array(z.object({ run, task })).min(1).max(100)
const topology = z.enum(['queue', 'adaptive', 'team'])
const teams = z.enum(['ask', 'automatic'])
const sentence = z.string().max(1000)

const ruling = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('agreed'),
    contract: nameOf<ContractId>(),
    version: z.number().int().min(1),
  }),
  z.object({ kind: z.literal('serialize'), first: thread }),
  z.object({ kind: z.literal('stop') }),
])

/** A person's own part in a shared list: never another thread's. */
const by = z.null()

/** What a person may ask for about threads that work together. Agents have tools of their own for their part. */
export const peerCommand = z.discriminatedUnion('type', [
  command('run.switch', { run, topology, teams: teams.optional(), cluster: idOf<ClusterId>() }),
  command('project.coordinate', { project: idOf<ProjectId>(), coordination: z.object({ topology, teams }) }),
  command('coupling.ignore', { coupling }),
  command('coupling.serialize', { coupling, first: task.optional() }),
  command('cluster.introduce', {
    cluster: idOf<ClusterId>(),
    members,
    because: sentence.optional(),
    negotiation: idOf<NegotiationId>(),
  }),
  command('cluster.accept', { cluster, negotiation: idOf<NegotiationId>() }),
  command('cluster.decline', { cluster }),
  command('cluster.allow', { cluster, messages: z.int().min(0), tokens: z.int().min(0) }),
  command('cluster.pin', { cluster, pinned: z.boolean() }),
  command('cluster.merge', { cluster, other: cluster }),
  command('cluster.split', { cluster, members, into: idOf<ClusterId>() }),
  command('cluster.dissolve', { cluster }),
  command('cluster.lead', { cluster, lead: task }),
  command('peers.dismiss', { message: nameOf<MessageId>() }),
  command('negotiation.open', {
    negotiation: idOf<NegotiationId>(),
    topic: sentence,
    parties: z.array(thread).min(2).max(10),
    because: sentence,
  }),
  command('negotiation.join', {
    negotiation,
    text: z.string().min(1).max(100_000),
    prompts: z.array(z.object({ thread, prompt: idOf<PromptId>() })).max(10),
  }),
  command('negotiation.settle', { negotiation, ruling, because: sentence.optional() }),
  command('item.add', {
    item: idOf<ItemId>(),
    by,
    cluster,
    title: z.string().min(1).max(itemLimits.title),
    detail: z.string().max(itemLimits.detail),
    assign: thread.optional(),
  }),
  command('item.assign', { item, by, to: thread.nullable() }),
  command('item.update', {
    item,
    by,
    note: z.string().max(itemLimits.note).optional(),
    title: z.string().min(1).max(itemLimits.title).optional(),
    detail: z.string().max(itemLimits.detail).optional(),
  }),
  command('item.release', { item, by, because: sentence }),
  command('item.remove', { item, by }),
])
