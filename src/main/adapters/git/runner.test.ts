import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { ProcessPort } from '../../ports/process.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { createGitRunner } from './runner.ts'
import { childProcesses } from './testing/child-processes.ts'
import { makeRepository } from './testing/repository.ts'
import { codeOf, valueIn } from './testing/worktree-fixture.ts'
import { requireVersion } from './verbs/require-version.ts'

const repository = makeRepository({ files: { a: 'a'.repeat(100_000) } })
afterAll(() => repository.dispose())
const { runner, gitDirectory } = repository

/** A git of our own making, to see what it is given. */
function fakeGit(name: string, script: string) {
  const file = path.join(repository.sandbox, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  const environment = { ...repository.environment, GIT_DIR: '/planted', GIT_INDEX_FILE: '/planted', LC_MESSAGES: 'de' }
  return createGitRunner({ processes: childProcesses(), gitFile: file, homeFolder: repository.home, environment })
}

describe('runner', () => {
  it('hands git a clean environment and its own configuration', async () => {
    const output = valueIn(
      await fakeGit('env-git', 'env; echo "$@"').run({ args: ['x'], environment: { GIT_AUTHOR_NAME: 'A' } }),
    )
    const text = output.stdout.toString()
    const names = text.split('\n').flatMap((line) => /^(GIT_\w+|LC_\w+|HOME)=/.exec(line)?.[1] ?? [])
    expect(names.filter((name) => !/^GIT_CONFIG_(KEY|VALUE)_\d+$/.test(name)).sort()).toEqual([
      'GIT_AUTHOR_NAME',
      'GIT_CONFIG_COUNT',
      'GIT_EDITOR',
      'GIT_OPTIONAL_LOCKS',
      'GIT_PAGER',
      'GIT_TERMINAL_PROMPT',
      'HOME',
      'LC_ALL',
    ])
  })

  it('sets its own configuration above every file, and what a call adds above that', async () => {
    repository.git('config', 'core.hooksPath', '/planted')
    repository.git('config', 'core.fsmonitor', '/planted')
    const read = async (key: string, config: readonly (readonly [string, string])[] = []) => {
      const output = valueIn(await runner.run({ args: ['config', '--get', key], gitDirectory, config }))
      return output.stdout.toString()
    }
    expect(await read('core.hooksPath')).toBe('/dev/null\n')
    expect(await read('core.fsmonitor')).toBe('false\n')
    expect(await read('gc.auto')).toBe('0\n')
    expect(await read('protocol.ext.allow')).toBe('never\n')
    expect(await read('filter.a=b "c.clean', [['filter.a=b "c.clean', '']])).toBe('\n')
  })

  it('keeps its own configuration beside what a call brings in its environment', async () => {
    const environment = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'Brought' }
    const list = await runner.run({ args: ['config', '--list'], gitDirectory, environment })
    expect(valueIn(list).stdout.toString()).toMatch(/user\.name=Brought[\s\S]*core\.hookspath=\/dev\/null/)
  })

  it('answers expected exit codes and fails on others', async () => {
    const args = ['rev-parse', '--verify', '--quiet', 'gone']
    expect(valueIn(await runner.run({ args, gitDirectory, expectedExitCodes: [0, 1] })).code).toBe(1)
    const failed = await runner.run({ args, gitDirectory })
    expect(failed).toMatchObject({
      ok: false,
      error: { code: 'git-failed', facts: { verb: 'rev-parse', exitCode: 1 } },
    })
  })

  it('cuts output at the limit and ends git', async () => {
    const output = valueIn(await runner.run({ args: ['show', 'HEAD:a'], gitDirectory, maxBytes: 1_000 }))
    expect([output.stdout.length, output.truncated]).toEqual([1_000, true])
    const whole = valueIn(await runner.run({ args: ['show', 'HEAD:a'], gitDirectory, maxBytes: 100_000 }))
    expect([whole.stdout.length, whole.truncated]).toEqual([100_000, false])
  })

  it('survives a git that does not read its input', async () => {
    const input = 'x'.repeat(1_000_000)
    expect(valueIn(await fakeGit('deaf-git', 'exit 0').run({ args: [], input })).code).toBe(0)
  })

  it('runs where the home folder is missing', async () => {
    const { environment, sandbox } = repository
    const homeless = {
      processes: childProcesses(),
      gitFile: 'git',
      homeFolder: path.join(sandbox, 'gone'),
      environment,
    }
    expect(codeOf(await createGitRunner(homeless).run({ args: ['version'] }))).toBe('ok')
  })

  it('ends a git that hangs, and says so', async () => {
    const file = path.join(repository.sandbox, 'hanging-git')
    writeFileSync(file, '#!/bin/sh\nexec sleep 600\n')
    chmodSync(file, 0o755)
    const clock = createManualClock()
    const started = Promise.withResolvers<void>()
    const children = childProcesses()
    const processes: ProcessPort = {
      ...children,
      spawn: async (request) => {
        const spawned = await children.spawn(request)
        setImmediate(() => started.resolve())
        return spawned
      },
    }
    const { environment, home: homeFolder } = repository
    const options = { processes, gitFile: file, homeFolder, environment, timeLimit: { clock, ms: 1000 } }
    const answer = createGitRunner(options).run({ args: ['fetch'] })
    await started.promise
    clock.advance(1000)
    const ended = await answer
    expect(ended.ok ? '' : ended.error.message).toBe('git fetch did not end within 1 s and was stopped.')
    expect(clock.pending()).toBe(0)
  })

  it('tells a missing git from a missing folder', async () => {
    const missing = createGitRunner({
      processes: childProcesses(),
      gitFile: path.join(repository.sandbox, 'no-such-git'),
      homeFolder: repository.home,
      environment: repository.environment,
    })
    expect(codeOf(await missing.run({ args: ['version'] }))).toBe('git-missing')
    expect(codeOf(await runner.run({ args: ['version'], cwd: path.join(repository.sandbox, 'gone') }))).toBe(
      'folder-missing',
    )
  })
})

describe('requireVersion', () => {
  it('accepts this git', async () => {
    expect(codeOf(await requireVersion(runner))).toBe('ok')
  })

  it('refuses an old one, saying which', async () => {
    const refused = await requireVersion(fakeGit('old-git', 'echo git version 2.25.1'))
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'git-too-old', facts: { found: '2.25.1', required: '2.38' } },
    })
  })
})
