import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fileMachine, type Machine, testMachine } from './kit/machine.ts'
import { type Repository, treeOf } from './kit/repository.ts'

const machine = fileMachine()
const repository = machine.repository({ 'a.txt': 'one\n' })
const detached = machine.repository({ 'a.txt': 'one\n' }, 'detached')
detached.git('checkout', '-q', '--detach')
const bare = path.join(machine.folder, 'bare.git')
repository.git('clone', '-q', '--bare', '.', bare)
const plain = path.join(machine.folder, 'plain')
mkdirSync(plain)
writeFileSync(path.join(plain, 'file.txt'), 'content\n')
const large = path.join(machine.folder, 'large.txt')
writeFileSync(large, 'x'.repeat(1_000_001))

/** All bytes of everything a refusal could have touched, and all that is stored. */
async function everything(on: Machine): Promise<object> {
  const { stdout } = await on.cli(['events'])
  const names = ['project', 'detached', 'bare.git', 'plain']
  return { stdout, trees: names.map((name) => treeOf(path.join(machine.folder, name))) }
}

const to = (folder: string) => ['--repo', folder]
const home = to(repository.folder)
const scripted = ['--agent', 'scripted']
const prompt = ['--prompt', 'true']

beforeAll(() => machine.serve())

describe('a dispatch that cannot be done is refused, and nothing is changed', () => {
  it.each([
    ['an unknown agent', 'agent-not-found', /nobody/, [...home, '--agent', 'nobody', ...prompt]],
    [
      'an agent that is not installed',
      'agent-not-found',
      /not installed|gemini/i,
      [...home, '--agent', 'gemini', ...prompt],
    ],
    [
      'an agent command that is not found',
      'agent-not-found',
      /no-such-program/,
      [...home, '--agent-command', 'no-such-program --acp', ...prompt],
    ],
    [
      'an agent command with an open quote',
      'agent-not-found',
      /quot/,
      [...home, '--agent-command', 'agent "open', ...prompt],
    ],
    ['an empty agent command', 'agent-not-found', /empty/, [...home, '--agent-command', ' ', ...prompt]],
    [
      'a missing base',
      'revision-not-found',
      /no-such-branch/,
      [...home, ...scripted, ...prompt, '--base', 'no-such-branch'],
    ],
    [
      'a base that looks like an option',
      'revision-not-found',
      /--all/,
      [...home, ...scripted, ...prompt, '--base=--all'],
    ],
    ['a detached HEAD without a base', 'base-needed', /detached/, [...to(detached.folder), ...scripted, ...prompt]],
    [
      'a missing target',
      'branch-not-found',
      /no-such-branch/,
      [...home, ...scripted, ...prompt, '--into', 'no-such-branch'],
    ],
    ['a folder that is no repository', 'not-a-repository', /plain/, [...to(plain), ...scripted, ...prompt]],
    [
      'a folder that does not exist',
      'folder-missing',
      /plain.no/,
      [...to(path.join(plain, 'no')), ...scripted, ...prompt],
    ],
    ['a file', 'folder-missing', /file\.txt/, [...to(path.join(plain, 'file.txt')), ...scripted, ...prompt]],
    ['a bare repository', 'repository-bare', /bare/, [...to(bare), ...scripted, ...prompt]],
    ['an empty prompt', 'prompt-empty', /empty/, [...home, ...scripted, '--prompt', ' \n ']],
    ['a prompt that is too large', 'prompt-too-large', /1000001/, [...home, ...scripted, '--prompt-file', large]],
    [
      'a prompt file without end',
      'prompt-too-large',
      /more than/,
      [...home, ...scripted, '--prompt-file', '/dev/zero'],
    ],
    [
      'a prompt file that is missing',
      'prompt-file',
      /no-such-file/,
      [...home, ...scripted, '--prompt-file', 'no-such-file'],
    ],
  ] as const)('%s', async (...[, code, says, args]) => {
    const before = await everything(machine)
    const refusal = await machine.refused('dispatch', ...args)
    expect(refusal).toMatchObject({ code, message: expect.stringMatching(says) })
    expect(await everything(machine)).toEqual(before)
  })

  it('and --init makes a folder a repository first, with its files as they are', async () => {
    const { thread } = await machine.ok<{ thread: string }>(
      'dispatch',
      ...to(plain),
      ...scripted,
      '--prompt',
      'echo 2 > two.txt',
      '--init',
      '--wait',
    )
    const landed = await machine.ok<{ into: string }>('merge', thread)
    const made: Repository = machine.repository(undefined, 'plain')
    expect(made.git('log', '--format=%s', landed.into)).toContain('echo 2 > two.txt')
    expect([made.read('file.txt'), made.read('two.txt')]).toEqual(['content\n', '2\n'])
  })
})

describe('git itself', () => {
  const cases = [
    ['is too old', 'git-too-old', '#!/bin/sh\necho "git version 2.30.2"\n'],
    ['is missing', 'git-missing', null],
  ] as const

  it.each(cases)('%s: said by a dispatch and by doctor', async (_, code, script) => {
    const folder = path.join(machine.folder, code)
    mkdirSync(folder)
    if (script !== null) {
      writeFileSync(path.join(folder, 'git'), script)
      chmodSync(path.join(folder, 'git'), 0o755)
    }
    const own = testMachine({ PATH: folder })
    const before = await everything(own)
    const refusal = await own.refused('dispatch', ...home, ...scripted, ...prompt)
    expect(refusal.code).toBe(code)
    const { stdout } = await own.cli(['threads'])
    expect(JSON.parse(stdout)).toEqual({ threads: [] })
    const { checks } = await own.ok<{ checks: readonly { name: string; state: string; detail: string }[] }>('doctor')
    expect(checks.find(({ name }) => name === 'git')).toMatchObject({ state: 'failed', detail: refusal.message })
    expect(treeOf(repository.folder)).toEqual((before as { trees: readonly object[] }).trees[0])
  })
})
