import { describe, expect, it } from 'vitest'
import type { FolderFacts } from '../../../shared/contract/channels/repository.ts'
import { startPoint } from './start-point.ts'

type Repository = Extract<FolderFacts, { kind: 'repository' }>
const commit = 'a'.repeat(40)
const at = (head: Repository['head'], branches: readonly string[] = ['main', 'dev']): Repository => ({
  ...{ kind: 'repository', root: '/shop', prefix: '', name: 'shop' },
  ...{ head, branches },
})
const nothing = { base: null, into: null, initialize: false }
const main = at({ kind: 'branch', branch: 'main', commit })

describe('where threads start and land', () => {
  it('is the branch that is checked out', () => {
    expect(startPoint(main, nothing)).toEqual({ base: 'main', into: 'main', note: null, problem: null })
  })

  it('is what was named', () => {
    expect(startPoint(main, { ...nothing, base: ' dev ' })).toMatchObject({ base: 'dev', into: 'dev', problem: null })
    expect(startPoint(main, { ...nothing, into: 'dev' })).toMatchObject({ base: 'main', into: 'dev', problem: null })
  })

  it('asks for a start where no branch is checked out', () => {
    const detached = at({ kind: 'detached', commit })
    expect(startPoint(detached, nothing).problem).toContain('aaaaaaa')
    expect(startPoint(detached, { ...nothing, base: commit })).toMatchObject({ base: commit, into: '', problem: null })
    expect(startPoint(detached, { ...nothing, base: commit }).note).toContain('each merge')
    expect(startPoint(main, { ...nothing, base: '' }).problem).not.toBeNull()
  })

  it('lands a tag nowhere unless told', () => {
    expect(startPoint(main, { ...nothing, base: 'v1.0' })).toMatchObject({ into: '', problem: null })
    expect(startPoint(main, { ...nothing, base: 'v1.0', into: 'nowhere' }).problem).toContain('nowhere')
  })

  it('starts empty where there is no commit', () => {
    const unborn = at({ kind: 'unborn', branch: 'main' }, [])
    expect(startPoint(unborn, nothing)).toMatchObject({ base: 'main', into: 'main', problem: null })
    expect(startPoint(unborn, nothing).note).toContain('first commit')
  })

  it('needs consent to make a repository', () => {
    const folder: FolderFacts = { kind: 'folder', root: '/notes', name: 'notes' }
    expect(startPoint(folder, nothing).problem).toContain('notes')
    expect(startPoint(folder, { ...nothing, initialize: true }).problem).toBeNull()
  })
})
