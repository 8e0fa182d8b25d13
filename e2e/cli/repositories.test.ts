import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileMachine } from './kit/machine.ts'
import { Repository } from './kit/repository.ts'

const machine = fileMachine()

interface Place {
  readonly repository: Repository
  /** What is named with `--repo`, where that is not the repository itself. */
  readonly folder?: string
  readonly more?: readonly string[]
  /** Where the agent's file is expected after landing; the checkout's top unless given. */
  readonly made?: string
}

const files = { 'a.txt': 'one\n', 'sub folder/b.txt': 'two\n' }

const places: Readonly<Record<string, () => Place>> = {
  'a clean one': () => ({ repository: machine.repository(files, 'clean') }),
  'one without a commit': () => ({ repository: machine.repository(undefined, 'unborn') }),
  'one whose path has spaces, quotes and other scripts': () => ({
    repository: machine.repository(files, `it's a "café" 日本 $HOME`),
  }),
  'a folder in one': () => {
    const repository = machine.repository(files, 'with sub folder')
    return { repository, folder: path.join(repository.folder, 'sub folder'), made: 'sub folder/made.txt' }
  },
  'one with a detached HEAD, base and target named': () => {
    const repository = machine.repository(files, 'detached')
    repository.git('checkout', '-q', '--detach')
    return { repository, more: ['--base', 'HEAD', '--into', 'main'] }
  },
  'a linked worktree': () => {
    const first = machine.repository(files, 'main worktree')
    const folder = path.join(machine.folder, 'linked')
    first.git('worktree', 'add', '-q', '-b', 'side', folder)
    return { repository: new Repository(folder, machine.environment) }
  },
  'a shallow clone': () => {
    const origin = machine.repository(files, 'origin')
    origin.commit({ 'a.txt': 'two\n' })
    const folder = path.join(machine.folder, 'shallow')
    origin.git('clone', '-q', '--depth', '1', `file://${origin.folder}`, folder)
    return { repository: new Repository(folder, machine.environment) }
  },
  'one with a submodule': () => {
    const inner = machine.repository(files, 'inner')
    const repository = machine.repository(files, 'with submodule')
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'module')
    repository.git('commit', '-q', '-m', 'submodule')
    return { repository }
  },
  'one with a branch named sy': () => {
    const repository = machine.repository(files, 'with sy')
    repository.git('branch', 'sy')
    return { repository }
  },
  'one with hooks that fail': () => {
    const repository = machine.repository(files, 'hooked')
    repository.write({
      '.git/hooks/pre-commit': '#!/bin/sh\nexit 1\n',
      '.git/hooks/post-checkout': '#!/bin/sh\nexit 1\n',
    })
    return { repository }
  },
  'one with a hash of 256 bits': () => {
    const folder = path.join(machine.folder, 'sha256')
    machine.repository(files, 'any').git('init', '-q', '-b', 'main', '--object-format=sha256', folder)
    const repository = new Repository(folder, machine.environment)
    repository.commit(files)
    return { repository }
  },
}

describe('a repository of every kind is worked on and landed in', () => {
  it.each(Object.keys(places))('%s', async (kind) => {
    const place = places[kind]?.()
    if (place === undefined) throw new Error(kind)
    const { folder, made = 'made.txt', more = [], repository } = place
    const args = ['--repo', folder ?? repository.folder, '--agent', 'scripted', '--prompt', 'echo made > made.txt']
    const { thread } = await machine.ok<{ thread: string }>(
      'dispatch',
      ...args,
      '--title',
      'Make it',
      '--wait',
      ...more,
    )
    const { commit, into } = await machine.ok<{ commit: string; into: string }>('merge', thread)
    expect(repository.git('rev-parse', into)).toBe(commit)
    expect(repository.git('show', `${into}:${made}`)).toBe('made')
    if (repository.git('branch', '--show-current') !== into) return
    expect(repository.read(made)).toBe('made\n')
    expect(repository.git('status', '--porcelain')).toBe('')
  })
})
