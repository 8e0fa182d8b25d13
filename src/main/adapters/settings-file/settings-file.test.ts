import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { defaultSettings, type Settings } from '../../../shared/settings/settings.ts'
import type { SettingsPort } from '../../ports/settings.ts'
import { systemClock } from '../clock/system-clock.ts'
import { openSettingsFile } from './settings-file.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sy-settings-'))
  file = join(folder, 'settings.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function open(): Promise<SettingsPort> {
  const settings = await openSettingsFile({ file, clock: systemClock, taken: ['known'], lookMs: 10 })
  onTestFinished(() => settings.close())
  return settings
}

const next = (settings: SettingsPort) => new Promise<Settings>((resolve) => settings.subscribe(resolve))
const text = () => readFile(file, 'utf8')

describe('the settings file', () => {
  it('holds only what differs from the defaults, for its user only, and leaves no draft', async () => {
    const settings = await open()
    await settings.save({ theme: 'dark', executors: 8 })
    expect(JSON.parse(await text())).toEqual({ theme: 'dark', executors: 8 })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await settings.save({ theme: 'system', executors: 4 })
    expect(await text()).toBe('{}\n')
    expect(await readdir(folder)).toEqual(['settings.json'])
  })

  it('is whole, old or new, where a save was killed; what that left is written over by the next', async () => {
    await writeFile(file, '{ "executors": 5 }')
    await writeFile(`${file}.new`, '{ "executors": 1')
    const settings = await open()
    expect(settings.current.executors).toBe(5)
    await settings.save({ theme: 'dark' })
    expect(JSON.parse(await text())).toEqual({ theme: 'dark', executors: 5 })
    expect(await readdir(folder)).toEqual(['settings.json'])
  })

  it('is not made by reading', async () => {
    const settings = await open()
    await settings.close()
    expect(await readdir(folder)).toEqual([])
  })

  it('takes effect when it is edited by hand, replaced or removed', async () => {
    const settings = await open()
    const edited = next(settings)
    await writeFile(file, '\uFEFF{ "executors": 12 }')
    expect(await edited).toEqual({ ...defaultSettings, executors: 12 })
    const replaced = next(settings)
    await writeFile(`${file}~`, '{ "executors": 13 }')
    await rename(`${file}~`, file)
    expect((await replaced).executors).toBe(13)
    const removed = next(settings)
    await rm(file)
    expect(await removed).toEqual(defaultSettings)
  })

  it('is not written over where it was edited just before a save', async () => {
    const settings = await openSettingsFile({ file, clock: systemClock, taken: [], lookMs: 3_600_000 })
    onTestFinished(() => settings.close())
    await writeFile(file, '{ "executors": 12 }')
    expect(await settings.save({ theme: 'dark' })).toMatchObject({ value: { theme: 'dark', executors: 12 } })
  })

  it.each([
    ['settings-damaged', '{ "theme": "dark",'],
    ['settings-damaged', ''],
    ['settings-invalid', '{ "executors": 0 }'],
    ['settings-invalid', '[]'],
    ['settings-invalid', '{ "customAgents": [{ "id": "known", "name": "K", "command": "k" }] }'],
  ])('that is spoiled (%s) leaves the last good settings in force and stays as it is', async (code, spoiled) => {
    const settings = await open()
    await settings.save({ theme: 'light' })
    await writeFile(file, spoiled)
    await expect.poll(() => settings.trouble?.code, { timeout: 10_000 }).toBe(code)
    expect(settings.current).toEqual({ ...defaultSettings, theme: 'light' })
    expect(settings.trouble?.remedy).not.toBe('')
    expect(await text()).toBe(spoiled)
    await writeFile(file, '{ "theme": "dark" }')
    await expect.poll(() => settings.trouble, { timeout: 10_000 }).toBeNull()
    expect(settings.current.theme).toBe('dark')
  })

  it('that is spoiled from the start gives the defaults, and is kept beside the next one that is saved', async () => {
    await writeFile(file, '{ nonsense')
    const settings = await open()
    expect(settings.current).toEqual(defaultSettings)
    expect(await settings.save({ executors: 0 })).toMatchObject({ ok: false })
    expect(await text()).toBe('{ nonsense')
    expect(await settings.save({ executors: 5 })).toMatchObject({ ok: true })
    expect(JSON.parse(await text())).toEqual({ executors: 5 })
    const copy = join(folder, 'settings.damaged-1.json')
    expect(await readFile(copy, 'utf8')).toBe('{ nonsense')
    expect(settings.trouble).toMatchObject({ code: 'settings-set-aside', facts: { copies: [copy] } })
    expect((await open()).trouble?.code).toBe('settings-set-aside')
    await writeFile(file, 'again')
    await settings.save({ executors: 6 })
    expect(await readFile(copy, 'utf8')).toBe('{ nonsense')
    expect(await readFile(join(folder, 'settings.damaged-2.json'), 'utf8')).toBe('again')
    for (const name of ['settings.damaged-1.json', 'settings.damaged-2.json']) await rm(join(folder, name))
    await expect.poll(() => settings.trouble, { timeout: 10_000 }).toBeNull()
  })

  it('never grows beyond what is read again', async () => {
    const settings = await open()
    const many = Array.from({ length: 1600 }, (_, at) => [`agent-${at}`, { mode: '\u0001'.repeat(2000) }])
    const customAgents = [{ id: 'mine', name: 'Mine', command: 'mine' }]
    expect(await settings.save({ customAgents })).toMatchObject({ ok: true })
    expect(await settings.save({ agentChoices: Object.fromEntries(many) })).toMatchObject({
      error: { code: 'settings-too-large' },
    })
    expect(settings.current).toEqual({ ...defaultSettings, customAgents })
    expect(JSON.parse(await text())).toEqual({ customAgents })
  })

  it('keeps fields of a newer version, and says that they mean nothing here', async () => {
    await writeFile(file, '{ "theme": "dark", "sound": { "loud": true } }')
    const settings = await open()
    expect(settings.current.theme).toBe('dark')
    expect(settings.trouble).toMatchObject({ code: 'settings-unknown-fields', facts: { names: ['sound'] } })
    await settings.save({ theme: 'system' })
    expect(JSON.parse(await text())).toEqual({ sound: { loud: true } })
  })

  it('that is a link stays one', async () => {
    const real = join(folder, 'elsewhere', 'mine.json')
    await mkdir(join(folder, 'elsewhere'))
    await writeFile(real, '{}')
    await symlink(real, file)
    const settings = await open()
    await settings.save({ theme: 'dark' })
    expect((await lstat(file)).isSymbolicLink()).toBe(true)
    expect(JSON.parse(await readFile(real, 'utf8'))).toEqual({ theme: 'dark' })
  })

  it('that is no file is told of, and refuses to be saved', async () => {
    await mkdir(file)
    const settings = await open()
    expect(settings.trouble?.code).toBe('settings-unreadable')
    expect(await settings.save({ theme: 'dark' })).toMatchObject({ error: { code: 'settings-unwritable' } })
    expect(settings.current).toEqual(defaultSettings)
    expect(await readdir(folder)).toEqual(['settings.json'])
  })

  it.skipIf(process.getuid?.() === 0)('in a folder that can’t be written stays as it was', async () => {
    await writeFile(file, '{ "executors": 5 }')
    await chmod(folder, 0o500)
    onTestFinished(() => chmod(folder, 0o700))
    const settings = await open()
    expect(await settings.save({ theme: 'dark' })).toMatchObject({ error: { code: 'settings-unwritable' } })
    expect(settings.current).toEqual({ ...defaultSettings, executors: 5 })
  })
})
