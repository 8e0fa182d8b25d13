import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { PublicCommand } from '../../../src/shared/contract/channels/commands.ts'
import type { Landing } from '../../../src/shared/domain/landing/state.ts'
import type { Thread } from '../../../src/shared/domain/thread/state.ts'
import type { LandingId, ProjectId, PromptId, RunId, TaskId, ThreadId } from '../../../src/shared/kernel/ids.ts'
import { inventory } from './files.ts'
import type { Person } from './person.ts'
import type { Random } from './random.ts'
import type { Sandbox } from './sandbox.ts'

/** What a thread's worktree held before it was discarded. */
export type Inventories = Map<string, Readonly<Record<string, string>>>

export interface Setting {
  readonly person: Person
  readonly sandbox: Sandbox
  readonly random: Random
  readonly inventories: Inventories
}

type Plan = (task: Task) => Promise<void>

const moving: readonly string[] = ['queued', 'preparing', 'running', 'verifying', 'landing']

/** One task and what its person wants of it; goes on through crashes. */
export class Task {
  readonly id: ThreadId
  readonly setting: Setting
  #prompts = 0
  #landings = 0

  constructor(setting: Setting, name: string) {
    this.setting = setting
    this.id = name as ThreadId
  }

  async dispatch(steps: readonly string[]): Promise<void> {
    const { person, sandbox } = this.setting
    await person.send({
      type: 'run.dispatch',
      payload: {
        run: `r-${this.id}` as RunId,
        task: `k-${this.id}` as TaskId,
        thread: this.id,
        prompt: this.#prompt(),
        project: `p-${this.id}` as ProjectId,
        repository: sandbox.repository,
        initialize: false,
        agent: { kind: 'catalogue', id: 'scripted' },
        title: `Task ${this.id}`,
        blocks: [block(steps)],
      },
    })
  }

  async prompt(steps: readonly string[]): Promise<void> {
    const payload = {
      thread: this.id,
      prompt: this.#prompt(),
      blocks: [block(steps)],
      attempt: `${this.id}-b` as ThreadId,
    }
    await this.setting.person.send({ type: 'thread.prompt', payload })
  }

  send(type: 'thread.discard' | 'thread.restore' | 'thread.stop' | 'thread.interrupt') {
    return this.setting.person.send({ type, payload: { thread: this.id } })
  }

  /** Answers what is asked until the turns are over; a turn that was broken off is asked for again. */
  async ready(answer: 'allow' | 'deny' = 'allow', again: readonly string[] = ['say: again']): Promise<void> {
    for (;;) {
      const thread = await this.rest()
      if (thread.state.kind === 'ready') return
      if (thread.state.kind === 'parked') await this.prompt(again)
      else if (thread.state.kind === 'needs-you') await this.#answer(thread, answer)
      else throw new Error(`${this.id} came to rest as ${thread.state.kind}`)
    }
  }

  async #answer(thread: Thread, answer: 'allow' | 'deny'): Promise<void> {
    const [request] = thread.requests
    if (request === undefined) throw new Error(`${this.id} needs nothing`)
    await this.setting.person.send({ type: 'thread.answer', payload: { thread: this.id, request: request.id, answer } })
    await this.when((now) => (now.requests.some((open) => open.id === request.id) ? undefined : true))
  }

  when<Value>(pick: (thread: Thread) => Value | undefined): Promise<Value> {
    return this.setting.person.when((model) => {
      const thread = model.thread.get(this.id)
      return thread === undefined ? undefined : pick(thread)
    })
  }

  rest(): Promise<Thread> {
    return this.when((thread) => (moving.includes(thread.state.kind) ? undefined : thread))
  }

  /** Lands, once more where a landing was refused because the machine failed under it. */
  async land(): Promise<Landing> {
    for (;;) {
      this.#landings += 1
      const landing = `l${this.#landings}-${this.id}` as LandingId
      const refused = await this.setting.person.send({
        type: 'thread.land',
        payload: { thread: this.id, landing, strategy: 'squash' },
      })
      if (refused !== null) throw new Error(`landing ${this.id}: ${refused.message}`)
      const end = await this.#settled(landing)
      if (end.state.kind === 'landed') return end
      await this.ready()
      if (this.#landings > 4) throw new Error(`${this.id} never lands: ${JSON.stringify(end.state)}`)
    }
  }

  async undo(landing: LandingId): Promise<void> {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await this.setting.person.send({ type: 'landing.undo', payload: { landing } })
      const end = await this.#settled(landing)
      if (end.state.kind === 'undone') return
    }
    throw new Error(`${landing} is never undone`)
  }

  #settled(id: LandingId): Promise<Landing> {
    return this.setting.person.when((model) => {
      const landing = model.landing.get(id)
      return landing !== undefined && ['landed', 'refused', 'undone'].includes(landing.state.kind) ? landing : undefined
    })
  }

  /** Into the trash, remembering each byte. */
  async discard(): Promise<void> {
    const { folder } = this.place()
    this.setting.inventories.set(this.id, inventory(folder, ['.git']))
    for (;;) {
      await this.send('thread.discard')
      const kept = await this.when(({ state }) => {
        if (state.kind === 'discarded') return state.trash === 'kept' ? true : undefined
        return state.kind === 'parked' && state.reason.code === 'discard-failed' ? false : undefined
      })
      if (kept) return
    }
  }

  /** Has a file hold this text, in place of what the newest checkpoint holds, and waits until that is saved. */
  async edit(name: string, text: string): Promise<void> {
    const { person, sandbox } = this.setting
    const before = person.model.thread.get(this.id)?.checkpoint?.commit ?? ''
    const replaces = sandbox.git('rev-parse', `${before}:${name}`).trim()
    await person.send({ type: 'thread.edit', payload: { thread: this.id, path: name, text, replaces } })
    const saved = await this.when(({ checkpoint, edit, state }) => {
      if (state.kind === 'verifying' || edit === undefined) return undefined
      return edit.refused === null ? checkpoint?.commit : ''
    })
    const [there, stored] = [
      readFileSync(path.join(this.place().folder, name), 'utf8'),
      saved === '' ? null : sandbox.git('show', `${saved}:${name}`),
    ]
    if (there !== text || stored !== text) throw new Error(`${name} holds ${there}, and ${stored} is saved`)
  }

  place() {
    const place = this.setting.person.model.worktree.get(this.id)?.place
    if (place == null) throw new Error(`${this.id} has no worktree`)
    return place
  }

  write(name = `${this.id}.txt`): string {
    return `write: {path: ${name}, content: "by ${this.id}"}`
  }

  pause(most = 120): string {
    return `sleep: ${this.setting.random.below(most)}`
  }

  #prompt(): PromptId {
    this.#prompts += 1
    return `m${this.#prompts}-${this.id}` as PromptId
  }
}

function block(
  steps: readonly string[],
): Extract<PublicCommand, { type: 'thread.prompt' }>['payload']['blocks'][number] {
  const list = steps.map((step) => `- ${step}\n`).join('')
  return { kind: 'text', text: `\`\`\`steps\n${list}\`\`\``, origin: 'person' }
}

const land: Plan = async (task) => {
  await task.dispatch([task.write(), task.pause(), 'run: "echo out"'])
  await task.ready('allow', [task.write()])
  await task.land()
}

const undo: Plan = async (task) => {
  await task.dispatch([task.write(), task.pause()])
  await task.ready('allow', [task.write()])
  const landing = await task.land()
  await task.undo(landing.id)
}

const fillTrash = 'run: "mkdir -p ignored/deep && echo secret > ignored/deep/x && echo two > modified.txt"'

const discard: Plan = async (task) => {
  await task.dispatch([task.write(), fillTrash])
  await task.ready('allow', [task.write(), fillTrash])
  await task.discard()
}

const restore: Plan = async (task) => {
  await discard(task)
  for (;;) {
    await task.send('thread.restore')
    const done = await task.when(({ state }) => {
      if (state.kind !== 'discarded') return true
      return state.trash === 'kept' ? false : undefined
    })
    if (done) return
  }
}

const allowed: Plan = async (task) => {
  const ask = `ask: {title: May I, kind: execute, command: "echo yes", then: [{${task.write()}}], otherwise: []}`
  await task.dispatch([ask])
  await task.ready('allow', [ask])
}

const denied: Plan = async (task) => {
  const ask = `ask: {title: May I, kind: edit, path: x, then: [{${task.write()}}], otherwise: [{say: no}]}`
  await task.dispatch([task.pause(), ask])
  await task.ready('deny', [ask])
}

const followUp: Plan = async (task) => {
  await task.dispatch([task.write(`${task.id}-1.txt`), task.pause(250)])
  await task.prompt([task.write(`${task.id}-2.txt`), 'say: second'])
  await task.ready('allow', [task.write(`${task.id}-2.txt`)])
}

const stop: Plan = async (task) => {
  await task.dispatch([task.write(), 'sleep: 60000'])
  await task.when(({ state }) => (state.kind === 'running' || state.kind === 'parked' ? true : undefined))
  await task.send(task.setting.random.pick(['thread.stop', 'thread.interrupt']))
  await task.rest()
}

const discardRunning: Plan = async (task) => {
  await task.dispatch([task.write(), 'run: "sleep 60"'])
  const states = task.setting.random.pick([['queued', 'preparing', 'running'], ['preparing', 'running'], ['running']])
  await task.when(({ state }) => (states.includes(state.kind) || state.kind === 'parked' ? true : undefined))
  for (;;) {
    await task.send('thread.discard')
    const done = await task.when(({ state, discarding }) => {
      if (state.kind === 'discarded') return state.trash === 'kept' || state.trash === 'none' ? true : undefined
      return state.kind === 'parked' && !discarding ? false : undefined
    })
    if (done) return
  }
}

const idle: Plan = async (task) => {
  await task.dispatch(['say: nothing to do'])
  await task.ready()
}

const plans: Readonly<Record<string, Plan>> = {
  land,
  undo,
  discard,
  restore,
  allowed,
  denied,
  followup: followUp,
  stop,
  drop: discardRunning,
  idle,
}

/** How each plan's thread ends, crashes or not. */
export const expectedStates: Readonly<Record<string, string>> = {
  land: 'landed',
  undo: 'ready',
  discard: 'discarded',
  restore: 'ready',
  allowed: 'ready',
  denied: 'ready',
  followup: 'ready',
  stop: 'parked',
  drop: 'discarded',
  idle: 'ready',
}

/** All ten at once, in an order of the seed's. */
export async function followPlans(setting: Setting): Promise<void> {
  const names = Object.keys(plans)
  const started: Promise<void>[] = []
  while (names.length > 0) {
    const [name] = names.splice(setting.random.below(names.length), 1)
    const plan = plans[name ?? '']
    if (name !== undefined && plan !== undefined) started.push(plan(new Task(setting, name)))
  }
  await Promise.all(started)
}
