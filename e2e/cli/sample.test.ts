import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { connectHost } from '../../src/main/shells/attach/host-client.ts'
import { HostSession } from '../../src/main/shells/attach/host-session.ts'
import type { Sample, SampleTask } from '../../src/shared/contract/channels/onboarding.ts'
import type { Thread } from '../../src/shared/domain/thread/state.ts'
import type { Failure } from '../../src/shared/kernel/failure.ts'
import type { LandingId, RequestId, ThreadId } from '../../src/shared/kernel/ids.ts'
import { fileMachine, testMachine } from './kit/machine.ts'
import { Repository } from './kit/repository.ts'
import { within } from './kit/until.ts'

interface Tried {
  readonly repository: string
  readonly threads: readonly { readonly thread: string; readonly title: string; readonly followUp: string | null }[]
}

const machine = fileMachine()

/** The tasks as they are, but for their pauses. */
function hurried({ prompt }: SampleTask): string {
  return prompt.replaceAll(/- sleep: \d+/g, '- sleep: 1').replaceAll(/everyMs: \d+/g, 'everyMs: 1')
}

async function openSession(): Promise<HostSession> {
  const { url, token } = await machine.serve()
  const connected = await connectHost({ url, token })
  if (!connected.ok) throw new Error(connected.error.message)
  return HostSession.open(connected.value)
}

/** The story of the sample as the app tells it: one connection, commands, and the model that follows. */
class Story {
  readonly session: HostSession
  readonly sample: Sample

  constructor(session: HostSession, sample: Sample) {
    this.session = session
    this.sample = sample
  }

  async dispatchAll(): Promise<void> {
    for (const [at, task] of this.sample.tasks.entries()) {
      await this.session.send({
        type: 'run.dispatch',
        payload: {
          ...{ run: `r${at}`, task: `k${at}`, thread: `t${at}`, prompt: `m${at}`, project: `p${at}` },
          repository: this.sample.repository,
          initialize: false,
          agent: { kind: 'catalogue', id: 'scripted', model: 'fast' },
          title: task.title,
          blocks: [{ kind: 'text', text: hurried(task), origin: 'person' }],
        },
      })
    }
  }

  threadOf(title: string): ThreadId {
    const found = [...this.session.model.thread.values()].find((thread) => thread.title === title)
    if (found === undefined) throw new Error(`no thread ${title}`)
    return found.id
  }

  until(title: string, kind: string): Promise<Thread> {
    const id = this.threadOf(title)
    const look = this.session.when(({ thread }) => {
      const found = thread.get(id)
      return found?.state.kind === kind ? found : undefined
    })
    return within(() => `${title} is ${this.session.model.thread.get(id)?.state.kind}, not ${kind}`, look)
  }

  async prompt(title: string, text: string): Promise<void> {
    const thread = this.threadOf(title)
    const turns = this.session.model.thread.get(thread)?.turns ?? 0
    const blocks = [{ kind: 'text' as const, text, origin: 'person' as const }]
    const payload = { thread, prompt: `again-${turns}-${thread}`, attempt: 'never', blocks }
    await this.session.send({ type: 'thread.prompt', payload })
    await this.until(title, 'ready')
  }

  followUpOf(title: string): string {
    return this.sample.tasks.find((task) => task.title === title)?.followUp?.prompt ?? 'nothing'
  }

  /** What the agent said and did; the prompts hold the whole script. */
  async transcript(title: string): Promise<string> {
    const page = await this.session.client.api.transcript.page({ thread: this.threadOf(title), limit: 1000 })
    return JSON.stringify(page.rows.filter((row) => row.kind !== 'prompt'))
  }

  /** Lands it and says whether it was refused, and why. */
  async land(title: string): Promise<Failure | null> {
    const thread = this.threadOf(title)
    const landing = `l${this.session.model.landing.size}` as LandingId
    await this.session.send({ type: 'thread.land', payload: { thread, landing, strategy: 'squash' } })
    const over = this.session.when(({ landing: landings }) => {
      const state = landings.get(landing)?.state
      return state?.kind === 'landed' || state?.kind === 'refused' ? state : undefined
    })
    const state = await within(() => `${title} is being landed`, over)
    return state.kind === 'refused' ? state.failure : null
  }
}

describe('the sample', () => {
  let story: Story
  let repository: Repository

  beforeAll(async () => {
    const session = await openSession()
    story = new Story(session, await session.client.api.onboarding.makeSample())
    repository = new Repository(story.sample.repository, machine.environment)
    return () => session.close()
  })

  it('is a small repository with a history, in the home folder', () => {
    expect(repository.folder).toBe(path.join(machine.home, 'switchyard-sample'))
    expect(repository.git('log', '--format=%an', 'main').split('\n')).toEqual([
      'Switchyard',
      'Switchyard',
      'Switchyard',
    ])
    expect([repository.git('status', '--porcelain'), repository.git('branch', '--show-current')]).toEqual(['', 'main'])
    expect(repository.git('ls-files').split('\n').length).toBeGreaterThan(7)
  })

  it('asks before it deletes', async () => {
    await story.dispatchAll()
    const title = 'Remove the old exports'
    const { id, requests } = await story.until(title, 'needs-you')
    expect(requests).toMatchObject([{ title: 'Delete the folder exports', detail: 'rm -r exports' }])
    const request = requests[0]?.id ?? ('none' as RequestId)
    await story.session.send({ type: 'thread.answer', payload: { thread: id, request, answer: 'allow' } })
    await story.until(title, 'ready')
    expect(await story.land(title)).toBeNull()
    expect(existsSync(path.join(repository.folder, 'exports'))).toBe(false)
  })

  it.each(['Give a discount on full bags', 'List the prices as a table'])('does %s without a fault', async (title) => {
    await story.until(title, 'ready')
    expect(await story.transcript(title)).not.toContain('"failed"')
    expect(await story.land(title)).toBeNull()
    expect(existsSync(path.join(repository.folder, 'PRICES.md'))).toBe(title.startsWith('List'))
  })

  it('has a test that fails, said plainly, and repaired by a prompt in plain words', async () => {
    const title = 'Round totals to five cents'
    await story.until(title, 'ready')
    const first = await story.transcript(title)
    for (const text of ['"failed"', 'FAIL  rounding.test.js  roundsToTheNearest', 'The test fails: 103 cents']) {
      expect(first).toContain(text)
    }
    expect(first).not.toContain('All tests pass.')
    await story.prompt(title, story.followUpOf(title))
    expect(await story.transcript(title)).toContain('All tests pass.')
    await story.prompt(title, 'And what now?')
    expect(await story.transcript(title)).toContain('the script is over')
    expect(await story.land(title)).toBeNull()
  })

  it('has two tasks for one line: the second is refused with the conflict named, and has a way out', async () => {
    const [first, second] = ['Put the street on the receipt', 'Put the opening hours on the receipt']
    await Promise.all([story.until(first, 'ready'), story.until(second, 'ready')])
    expect(await story.land(first)).toBeNull()
    const refused = await story.land(second)
    expect(refused).toMatchObject({ code: 'landing-conflict' })
    expect(JSON.stringify(refused?.facts)).toContain('src/receipt.js')
    await story.prompt(second, story.followUpOf(second))
    expect(await story.land(second)).toBeNull()
    expect(repository.read('src/receipt.js')).toContain("'Corner Shop, 12 Mill Lane'")
    expect(repository.read('src/receipt.js')).toContain("'Thank you. open from 8 to 18'")
    expect(repository.git('status', '--porcelain')).toBe('')
  })
})

describe('switchyard sample', () => {
  it('makes one more each time, dispatches its tasks, and says what to send next', async () => {
    const own = testMachine()
    const taken = path.join(own.home, 'switchyard-sample')
    mkdirSync(taken)
    writeFileSync(path.join(taken, 'mine'), 'mine')
    const tried = await own.ok<Tried>('sample')
    expect(tried.repository).toBe(path.join(own.home, 'switchyard-sample-2'))
    expect(readdirSync(taken)).toEqual(['mine'])
    const { threads } = await own.ok<{ threads: { id: string; title: string; project: string }[] }>('threads')
    expect(threads.map(({ id }) => id).sort()).toEqual(tried.threads.map(({ thread }) => thread).sort())
    expect(new Set(threads.map(({ project }) => project))).toEqual(new Set([tried.repository]))
    expect(tried.threads.filter(({ followUp }) => followUp !== null)).toHaveLength(3)
  })

  it('works where the home folder is a repository itself, which stays as it is', async () => {
    const own = testMachine()
    const home = new Repository(own.home, own.environment)
    home.git('init', '-q', '-b', 'main')
    home.commit({ '.bashrc': 'mine' })
    const before = home.git('rev-parse', 'HEAD')
    const { repository } = await own.ok<Tried>('sample')
    expect(home.git('rev-parse', 'HEAD')).toBe(before)
    expect(new Repository(repository, own.environment).git('rev-parse', '--show-toplevel')).toBe(repository)
  })
})
