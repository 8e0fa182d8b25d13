import { mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AutomationId, CommandId, ProjectId } from '../../shared/kernel/ids.ts'
import { createFolderWatch } from '../adapters/folder-watch/local-folder-watch.ts'
import { type FilesWorld, openFilesWorld } from './testing/files-world.ts'

const good = 'on: { manual: {} }\ndispatch: { brief: Do it. }\n'
const other = 'on: { manual: {} }\ndispatch: { brief: Do more. }\n'
const shared = 'api/.switchyard/automations'

let world: FilesWorld

beforeEach(async () => {
  world = await openFilesWorld()
})

afterEach(() => world.close())

const project = 'p1' as ProjectId
const one = 'p1:one' as AutomationId
const ids = () =>
  world
    .automations()
    .filter(({ goneSince }) => goneSince === undefined)
    .map(({ id }) => id)
    .sort()
const tell = (...names: string[]) => world.watch.tell(join(world.folder, shared), names)

describe('files of automations', () => {
  it('are found at the beginning, in projects and in the own folder', async () => {
    await world.write(`${shared}/one.yaml`, good)
    await world.write(`${shared}/two.yml`, 'on: { manul: {} }\ndispatch: { brief: a }\n')
    await world.write('data/automations/mine.yaml', `project: ${join(world.folder, 'api')}\n${good}`)
    await world.write(
      'data/automations/everywhere.yaml',
      'on: { schedule: { cron: "* * * * *" } }\ndispatch: { brief: a }\n',
    )
    await world.write('data/automations/elsewhere.yaml', `project: /nowhere\n${good}`)
    await world.begin()
    expect(ids()).toEqual(['p1:one', 'p1:own:everywhere', 'p1:own:mine', 'p1:two'])
    const states = new Map(world.automations().map((automation) => [automation.id as string, automation]))
    expect(states.get('p1:one')).toMatchObject({ name: 'one', scope: 'project', on: false })
    expect(states.get('p1:two')).toMatchObject({
      definition: null,
      problems: [{ code: 'unknown-key', line: 1, column: 7 }],
    })
    expect(states.get('p1:own:everywhere')?.definition?.on).toEqual({ manual: {} })
    expect(world.problems).toEqual([])
  })

  it('are told when they come, change, break, are mended, move and go', async () => {
    await world.begin()
    expect(ids()).toEqual([])
    await world.write(`${shared}/one.yaml`, good)
    tell('one.yaml')
    const first = await world.until(one, ({ definition }) => definition !== null)
    await world.write(`${shared}/one.yaml`, 'on: [')
    tell('one.yaml')
    const broken = await world.until(one, ({ problems }) => problems !== undefined)
    expect(broken?.revision).toBe(first?.revision)
    await world.write(`${shared}/one.yaml`, good)
    tell('one.yaml')
    await world.until(one, ({ problems }) => problems === undefined)
    await world.write(`${shared}/one.yaml`, other)
    tell('one.yaml')
    await world.until(one, ({ revision }) => revision !== first?.revision)
    await world.write(`${shared}/one.yaml`, good)
    tell('one.yaml')
    await world.until(one, ({ revision }) => revision === first?.revision)
    await rename(join(world.folder, shared, 'one.yaml'), join(world.folder, shared, 'two.yaml'))
    tell('one.yaml', 'two.yaml')
    await world.until(one, ({ goneSince }) => goneSince !== undefined)
    expect(ids()).toEqual(['p1:two'])
    await rm(join(world.folder, shared), { recursive: true })
    tell('two.yaml')
    await world.until('p1:two', ({ goneSince }) => goneSince !== undefined)
  })

  it('say nothing twice', async () => {
    await world.write(`${shared}/one.yaml`, good)
    await world.write(`${shared}/two.yaml`, 'on: [')
    await world.begin()
    const { sequence } = world.engine
    tell('one.yaml')
    tell('two.yaml')
    await world.services.save({ project, scope: 'project', name: 'last', text: good, replaces: null })
    expect(world.engine.sequence - sequence).toBe(2)
  })

  it('of a repository that vanished are told as such, and others go on', async () => {
    await world.write(`${shared}/one.yaml`, good)
    await world.open('web', 'p2')
    await world.write('web/.switchyard/automations/one.yaml', good)
    await world.begin()
    await rename(join(world.folder, 'api'), join(world.folder, 'moved'))
    tell('one.yaml')
    const vanished = await world.until(one, ({ problems }) => problems !== undefined)
    expect(vanished?.problems).toMatchObject([{ code: 'folder-missing', message: expect.stringContaining('api') }])
    expect(vanished?.definition).not.toBeNull()
    await world.write('web/.switchyard/automations/one.yaml', other)
    world.watch.tell(join(world.folder, 'web/.switchyard/automations'), ['one.yaml'])
    await world.until('p2:one', ({ definition }) => JSON.stringify(definition).includes('Do more'))
    await rename(join(world.folder, 'moved'), join(world.folder, 'api'))
    tell('one.yaml')
    await world.until(one, ({ problems }) => problems === undefined)
  })

  it('of a project that is opened later are watched from then on', async () => {
    await world.begin()
    await world.write('web/.switchyard/automations/one.yaml', good)
    await world.open('web', 'p2')
    await world.until('p2:one', ({ definition }) => definition !== null)
    expect(world.watch.watched()).toContain(join(world.folder, 'web/.switchyard/automations'))
  })

  it('that are no plain files of the project are refused, each by itself', async () => {
    await world.write('outside.yaml', good)
    await mkdir(join(world.folder, shared, 'folder.yaml'), { recursive: true })
    await symlink(join(world.folder, 'outside.yaml'), join(world.folder, shared, 'link.yaml'))
    await symlink(join(world.folder, shared, 'one.yaml'), join(world.folder, shared, 'inside.yaml'))
    await world.write('api/.env', 'TOKEN=a secret\n- b\n')
    await symlink('../../.env', join(world.folder, shared, 'secrets.yaml'))
    await world.write(`${shared}/one.yaml`, good)
    await world.write(`${shared}/two.yaml`, good)
    await world.write(`${shared}/two.yml`, good)
    await world.write(`${shared}/My File.yaml`, good)
    await world.write(`${shared}/large.yaml`, '#'.repeat(500_000))
    await world.write(`${shared}/.hidden.yaml`, good)
    await world.write(`${shared}/notes.md`, good)
    await world.begin()
    const told = world.automations().map(({ name, problems }) => [name, problems?.[0]?.code])
    expect(Object.fromEntries(told)).toEqual({
      folder: 'unreadable',
      link: 'leads-out',
      secrets: 'leads-out',
      inside: undefined,
      one: undefined,
      two: 'twice',
      'my-file': 'name-invalid',
      large: 'too-large',
    })
  })

  it('that start each other are refused at their links', async () => {
    await world.write(`${shared}/one.yaml`, `${good}then: [{ start: two }]\n`)
    await world.write(`${shared}/two.yaml`, `${good}then:\n  - review\n  - { start: one }\n`)
    await world.begin()
    const problems = world.automations().map(({ name, problems: found }) => [name, found?.[0]?.code, found?.[0]?.line])
    expect(problems.sort()).toEqual([
      ['one', 'cycle', 3],
      ['two', 'cycle', 5],
    ])
    await world.write(`${shared}/two.yaml`, good)
    tell('two.yaml')
    await world.until(one, ({ definition }) => definition !== null)
  })
})

describe('a host that ends while it begins', () => {
  it('reads no folder any more', async () => {
    const watching = Promise.withResolvers<void>()
    const ending = await openFilesWorld(() => ({ watch: () => watching.promise }))
    const begun = ending.begin()
    await ending.close()
    watching.resolve()
    await begun
    expect(ending.problems).toEqual([])
  })
})

describe('a person', () => {
  const save = (text: string, replaces: string | null, name = 'one') =>
    world.services.save({ project, scope: 'project', name, text, replaces })

  it('saves a new file, changes it, and removes it', async () => {
    await world.begin()
    const saved = await save(good, null)
    if (!saved.ok) throw new Error(saved.error.message)
    expect(saved.value.automation).toBe(one)
    expect(world.automations()).toMatchObject([{ id: one, revision: saved.value.revision }])
    expect(await readFile(join(world.folder, shared, 'one.yaml'), 'utf8')).toBe(good)
    expect(await world.services.read({ automation: one })).toEqual({
      ok: true,
      value: { text: good, revision: saved.value.revision, problems: [] },
    })
    const again = await save(other, saved.value.revision)
    if (!again.ok) throw new Error(again.error.message)
    const removed = await world.services.remove({ automation: one, replaces: again.value.revision })
    if (!removed.ok) throw new Error(removed.error.message)
    expect(await readFile(removed.value.trash, 'utf8')).toBe(other)
    expect(ids()).toEqual([])
    expect(await readdir(join(world.folder, shared))).toEqual([])
  })

  it('is not overruled by, and does not overrule, somebody else', async () => {
    await world.write(`${shared}/one.yaml`, good)
    await world.begin()
    const { revision } = world.automations()[0] ?? { revision: '' }
    await world.write(`${shared}/one.yaml`, other)
    expect(await save(good, revision)).toMatchObject({ ok: false, error: { code: 'file-changed' } })
    expect(await save(good, null)).toMatchObject({ ok: false, error: { code: 'file-changed' } })
    expect(await world.services.remove({ automation: one, replaces: revision })).toMatchObject({ ok: false })
    expect(await readFile(join(world.folder, shared, 'one.yaml'), 'utf8')).toBe(other)
  })

  it('saves nothing that is wrong or leads elsewhere', async () => {
    await world.begin()
    expect(await save('on: [', null)).toMatchObject({ ok: false, error: { code: 'automation-wrong' } })
    const started = `${good}then: [{ start: one }]\n`
    expect(await save(started, null)).toMatchObject({ ok: false, error: { code: 'automation-wrong' } })
    await mkdir(join(world.folder, 'elsewhere'))
    await symlink(join(world.folder, 'elsewhere'), join(world.folder, 'api/.switchyard'))
    expect(await save(good, null)).toMatchObject({ ok: false, error: { code: 'file-unwritable' } })
    expect(await readdir(join(world.folder, 'elsewhere'))).toEqual([])
  })

  it('saves one of their own', async () => {
    await world.begin()
    const text = `project: ${join(world.folder, 'api')}\n${good}`
    const saved = await world.services.save({ project, scope: 'own', name: 'mine', text, replaces: null })
    expect(saved).toMatchObject({ ok: true, value: { automation: 'p1:own:mine' } })
    expect(world.automations()).toMatchObject([{ id: 'p1:own:mine', on: true }])
    expect(await readdir(join(world.folder, 'data/automations'))).toEqual(['mine.yaml'])
  })

  it('has a text checked and changed without a file', async () => {
    const at = { project, scope: 'project', name: 'one' } as const
    const checked = await world.services.check({ ...at, text: `${good}dedup: a\n` })
    expect(checked).toMatchObject({
      ok: true,
      value: { problems: [{ code: 'unknown-key', line: 3 }], fields: { dispatch: { brief: 'Do it.' }, dedup: 'a' } },
    })
    expect(checked.ok && checked.value.when).toHaveProperty('manual')
    const edited = await world.services.edit({ text: good, changes: [{ path: ['then', 0], value: 'review' }] })
    expect(edited).toEqual({ ok: true, value: { text: `${good}then:\n  - review\n` } })
    const offers = await world.services.offers()
    expect(offers.templates).toHaveLength(6)
    expect(offers.triggers.map(({ kind }) => kind)).toEqual(['manual', 'issue', 'schedule'])
  })
  it('says what a text would be allowed beyond the one in force, once that is on', async () => {
    await world.begin()
    const at = { project, scope: 'project', name: 'one' } as const
    await world.services.save({ ...at, text: good, replaces: null })
    const text = 'on: { manual: {}, schedule: { cron: "0 3 * * *" } }\ndispatch: { brief: Do it. }\n'
    const widensOf = async () => {
      const checked = await world.services.check({ ...at, text })
      return checked.ok ? checked.value.widens : null
    }
    expect(await widensOf()).toEqual([])
    const payload = { automation: one, on: true }
    const command = { type: 'automation.switch', payload } as const
    await world.engine.submit({ id: 'switch' as CommandId, command, actor: 'person' })
    expect(await widensOf()).toEqual(['It would also start by schedule.'])
  })
})

describe('a watcher of the system', () => {
  it('tells of files, of a repository that vanished and of one that is back', async () => {
    await world.close()
    world = await openFilesWorld(createFolderWatch)
    await world.begin()
    await world.write(`${shared}/one.yaml`, good)
    world.clock.advance(5_000)
    await world.until(one, ({ definition }) => definition !== null)
    await world.write(`${shared}/one.yaml`, 'on: [')
    await world.until(one, ({ problems }) => problems !== undefined)
    await world.write(`${shared}/one.yaml`, good)
    await world.until(one, ({ problems }) => problems === undefined)
    await rename(join(world.folder, 'api'), join(world.folder, 'moved'))
    world.clock.advance(5_000)
    const vanished = await world.until(one, ({ problems }) => problems !== undefined)
    expect(vanished?.problems?.[0]?.code).toBe('folder-missing')
    await rename(join(world.folder, 'moved'), join(world.folder, 'api'))
    await vi.waitFor(async () => {
      world.clock.advance(5_000)
      expect(world.automations()[0]?.problems).toBeUndefined()
    })
  })
})
