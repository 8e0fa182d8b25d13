import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import type { HostApi } from '../../../src/main/shells/attach/host-client.ts'
import { wholeTranscript } from '../../../src/main/shells/cli/whole-transcript.ts'
import type { PublicCommand } from '../../../src/shared/contract/channels/commands.ts'
import { MemoryModel } from '../../../src/shared/domain/memory-model.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import type { Thread } from '../../../src/shared/domain/thread/state.ts'
import { placeOf } from '../../../src/shared/domain/worktree/queries.ts'
import type { CommandId, PromptId, ThreadId } from '../../../src/shared/kernel/ids.ts'
import type { TranscriptRow } from '../../../src/shared/transcript/entry.ts'
import type { Repository } from '../../cli/kit/repository.ts'

export interface Task {
  readonly title: string
  readonly prompt: string
  readonly into?: string
  readonly model?: 'steady' | 'fast'
  /** The scripted agent, unless a command line is named. */
  readonly command?: string
}

/** Looked at often: a host answers quickly, and most tests wait for several of its states. */
const patience = { timeout: 25_000, intervals: [50, 100] }

/** What a host knows and does, asked over its contract: what a page shows is compared with this. */
export class HostFacts {
  readonly api: HostApi

  constructor(api: HostApi) {
    this.api = api
  }

  async send(command: PublicCommand): Promise<void> {
    await this.api.commands.send({ id: id() as CommandId, command })
  }

  /** Dispatches a task; its thread. */
  async dispatch(repository: Repository, task: Task): Promise<ThreadId> {
    const thread = id() as ThreadId
    const { title, prompt, into, command, model = 'fast' } = task
    await this.send({
      type: 'run.dispatch',
      payload: {
        thread,
        ...{ run: id(), task: id(), prompt: id(), project: id() },
        ...{ repository: repository.folder, initialize: false, title },
        agent: command === undefined ? { kind: 'catalogue', id: 'scripted', model } : { kind: 'command', command },
        blocks: [{ kind: 'text', text: prompt, origin: 'person' }],
        ...(into === undefined ? {} : { into }),
      },
    })
    return thread
  }

  /** Opens a repository without dispatching anything. */
  async open({ folder }: Repository): Promise<void> {
    await this.send({ type: 'project.open', payload: { project: id(), repository: folder, initialize: false } })
  }

  /** Merges a thread and waits until it has landed. */
  async land(thread: ThreadId): Promise<void> {
    await this.send({ type: 'thread.land', payload: { thread, landing: id(), strategy: 'squash' } })
    await this.reaches(thread, 'landed')
  }

  /** Tries to merge a thread whose work conflicts, and waits for the refusal. */
  async refusedLanding(thread: ThreadId): Promise<void> {
    const landing = id()
    await this.send({ type: 'thread.land', payload: { thread, landing, strategy: 'squash' } })
    const state = async () => (await this.model()).landing.get(landing)?.state.kind
    await expect.poll(state, patience).toBe('refused')
  }

  async prompt(thread: ThreadId, text: string): Promise<void> {
    const blocks = [{ kind: 'text', text, origin: 'person' }] as const
    const payload = { thread, prompt: id() as PromptId, blocks: [...blocks], attempt: id() as ThreadId }
    await this.send({ type: 'thread.prompt', payload })
  }

  async model(): Promise<Model> {
    const { states } = await this.api.model.snapshot()
    const memory = new MemoryModel()
    for (const { aggregate, id: instance, state } of states) memory.put(aggregate, instance, state)
    return memory.model
  }

  async threads(): Promise<readonly Thread[]> {
    return [...(await this.model()).thread.values()]
  }

  async thread(thread: ThreadId): Promise<Thread> {
    const found = (await this.model()).thread.get(thread)
    if (found === undefined) throw new Error(`the host has no thread ${thread}`)
    return found
  }

  async titled(title: string): Promise<Thread> {
    const found = (await this.threads()).find((one) => one.title === title)
    if (found === undefined) throw new Error(`the host has no thread named ${title}`)
    return found
  }

  /** The folder that a thread works in. */
  async worktree(thread: ThreadId): Promise<string> {
    const place = placeOf(await this.model(), thread)
    if (place === undefined) throw new Error(`the thread ${thread} has no worktree`)
    return place.folder
  }

  /** Waits until a thread is in a state. */
  async reaches(thread: ThreadId, state: Thread['state']['kind']): Promise<void> {
    await expect.poll(async () => (await this.thread(thread)).state.kind, patience).toBe(state)
  }

  /** Every entry of a conversation, oldest first. */
  async transcript(thread: ThreadId): Promise<readonly TranscriptRow[]> {
    const rows: TranscriptRow[] = []
    const read = (page: { before?: number }) => this.api.transcript.page({ thread, limit: 50, ...page })
    for await (const part of wholeTranscript(read)) rows.push(...part)
    return rows
  }
}

function id(): string {
  return randomUUID()
}
