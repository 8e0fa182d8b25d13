import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import type { HostApi } from '../../../src/main/shells/cli/host-client.ts'
import { wholeTranscript } from '../../../src/main/shells/cli/whole-transcript.ts'
import type { PublicCommand } from '../../../src/shared/contract/channels/commands.ts'
import type { Thread } from '../../../src/shared/domain/thread/state.ts'
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

const patience = { timeout: 25_000 }

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

  async prompt(thread: ThreadId, text: string): Promise<void> {
    const blocks = [{ kind: 'text', text, origin: 'person' }] as const
    const payload = { thread, prompt: id() as PromptId, blocks: [...blocks], attempt: id() as ThreadId }
    await this.send({ type: 'thread.prompt', payload })
  }

  async threads(): Promise<readonly Thread[]> {
    const { states } = await this.api.model.snapshot()
    return states.flatMap((entry) => (entry.aggregate === 'thread' ? [entry.state] : []))
  }

  async thread(thread: ThreadId): Promise<Thread> {
    const found = (await this.threads()).find((one) => one.id === thread)
    if (found === undefined) throw new Error(`the host has no thread ${thread}`)
    return found
  }

  async titled(title: string): Promise<Thread> {
    const found = (await this.threads()).find((one) => one.title === title)
    if (found === undefined) throw new Error(`the host has no thread named ${title}`)
    return found
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
