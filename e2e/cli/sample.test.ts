import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { connectHost } from '../../src/main/shells/cli/host-client.ts'
import type { Sample, SampleTask } from '../../src/shared/contract/channels/onboarding.ts'
import { fileMachine, testMachine } from './kit/machine.ts'
import { Repository } from './kit/repository.ts'
import { until } from './kit/until.ts'

interface Tried {
  readonly repository: string
  readonly threads: readonly { readonly thread: string; readonly title: string; readonly followUp: string | null }[]
}

const machine = fileMachine()

/** The tasks as they are, but for their pauses. */
function hurried({ prompt }: SampleTask): string {
  return prompt.replaceAll(/- sleep: \d+/g, '- sleep: 1').replaceAll(/everyMs: \d+/g, 'everyMs: 1')
}

async function makeSample(): Promise<Sample> {
  const { url, token } = await machine.serve()
  const connected = await connectHost({ url, token })
  if (!connected.ok) throw new Error(connected.error.message)
  const sample = await connected.value.api.onboarding.makeSample()
  connected.value.close()
  return sample
}

async function settled(thread: string, state: string) {
  await until(`${thread} is ${state}`, async () => (await machine.show(thread)).state === state)
  return machine.show(thread)
}

async function textOf(thread: string): Promise<string> {
  return JSON.stringify(await machine.ok('transcript', thread))
}

describe('the sample', () => {
  it('shows parallel work, a permission, a failing test with its repair, and a conflict with its way out', async () => {
    const { repository: folder, tasks } = await makeSample()
    expect(folder).toBe(path.join(machine.home, 'switchyard-sample'))
    const repository = new Repository(folder, machine.environment)
    expect(repository.git('log', '--format=%s|%an', 'main').split('\n')).toHaveLength(3)
    expect([repository.git('status', '--porcelain'), repository.git('branch', '--show-current')]).toEqual(['', 'main'])
    expect(repository.git('ls-files').split('\n').length).toBeGreaterThan(7)

    const threads = new Map<string, string>()
    for (const task of tasks) {
      const more = ['--title', task.title, '--model', 'fast']
      threads.set(task.title, (await machine.dispatch(repository, hurried(task), ...more)).thread)
    }
    const threadOf = (title: string) => threads.get(title) ?? title
    const followUpOf = (title: string) => tasks.find((task) => task.title === title)?.followUp?.prompt ?? 'nothing'

    const asking = threadOf('Remove the old exports')
    const [request] = (await settled(asking, 'needs-you')).requests
    expect(request).toMatchObject({ title: 'Delete the folder exports', detail: 'rm -r exports' })
    await machine.ok('answer', asking, request?.id ?? '', 'allow')
    for (const thread of threads.values()) await settled(thread, 'ready')
    await machine.ok('merge', asking)
    expect(existsSync(path.join(folder, 'exports'))).toBe(false)

    for (const title of ['Give a discount on full bags', 'List the prices as a table']) {
      expect(await textOf(threadOf(title))).not.toContain('"failed"')
      await machine.ok('merge', threadOf(title))
    }
    expect(repository.read('PRICES.md')).toContain('| apple | 0.45 |')

    const failing = threadOf('Round totals to five cents')
    const first = await textOf(failing)
    expect(first).toContain('"failed"')
    expect(first).toContain('FAIL  rounding.test.js  roundsToTheNearest')
    expect(first).toContain('The test fails: 103 cents')
    await machine.ok('prompt', failing, followUpOf('Round totals to five cents'), '--wait')
    expect((await textOf(failing)).slice(first.length)).toContain('All tests pass.')
    await machine.ok('prompt', failing, 'And what now?', '--wait')
    expect(await textOf(failing)).toContain('the script is over')
    await machine.ok('merge', failing)

    const [street, hours] = ['Put the street on the receipt', 'Put the opening hours on the receipt']
    await machine.ok('merge', threadOf(street))
    const refused = await machine.refused('merge', threadOf(hours))
    expect(refused).toMatchObject({ code: 'landing-conflict' })
    expect(JSON.stringify(refused.facts)).toContain('src/receipt.js')
    await machine.ok('prompt', threadOf(hours), followUpOf(hours), '--wait')
    await machine.ok('merge', threadOf(hours))
    expect(repository.read('src/receipt.js')).toContain("'Corner Shop, 12 Mill Lane'")
    expect(repository.read('src/receipt.js')).toContain("'Thank you. open from 8 to 18'")
    expect(repository.git('status', '--porcelain')).toBe('')
  }, 120_000)
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
