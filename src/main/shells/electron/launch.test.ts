import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { placeOfLink } from './deep-link.ts'
import { placeHandedOver, readLaunch } from './launch-arguments.ts'
import { profileFolder } from './profile-folder.ts'
import { whyNot } from './refusal.ts'
import { placeWindow, readWindow, type SavedWindow, saveWindow } from './window-state.ts'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-launch-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a link', () => {
  it.each([
    ['switchyard://dispatch', { kind: 'dispatch' }],
    ['switchyard://inbox/', { kind: 'inbox' }],
    ['switchyard://thread/01J-a_b', { kind: 'thread', thread: '01J-a_b' }],
  ])('%s names a place', (link, place) => {
    expect(placeOfLink(link)).toEqual(place)
  })

  it.each([
    'switchyard://thread/',
    'switchyard://thread/../inbox',
    'switchyard://thread/a b',
    'switchyard://thread/-a',
    `switchyard://thread/${'a'.repeat(65)}`,
    'switchyard://thread/a/allow',
    'switchyard://inbox?answer=allow',
    'switchyard://inbox#x',
    'switchyard://user@inbox',
    'switchyard:inbox',
    'SWITCHYARD://inbox',
    ' switchyard://inbox',
    'switchyard://inbox\n',
    'https://inbox',
    '',
  ])('%j names none', (link) => {
    expect(placeOfLink(link)).toBeNull()
  })
})

describe('the arguments', () => {
  it('name a data folder and a place', () => {
    expect(readLaunch(['--data', 'd', '--flag', 'switchyard://inbox'], folder)).toEqual({
      data: join(folder, 'd'),
      place: { kind: 'inbox' },
    })
    expect(readLaunch(['--data=/d', folder], '/')).toEqual({ data: '/d', place: { kind: 'folder', path: folder } })
    expect(readLaunch(['.'], folder).place).toEqual({ kind: 'folder', path: folder })
  })

  it.each([[['--data']], [['--data=']], [['missing']], [['switchyard://thread/']], [[]]])(
    'mean nothing in %j',
    (args) => {
      expect(readLaunch(args, folder)).toEqual({ data: null, place: null })
    },
  )
})

describe('what another start hands over', () => {
  it.each([
    { kind: 'inbox' },
    { kind: 'dispatch' },
    { kind: 'thread', thread: 't1' },
    { kind: 'folder', path: folder },
  ])('is taken: %j', (place) => {
    expect(placeHandedOver({ place })).toEqual(place)
  })

  it.each([
    null,
    'inbox',
    {},
    { place: null },
    { place: { kind: 'settings' } },
    { place: { kind: 'thread', thread: '../x' } },
    { place: { kind: 'folder', path: join(folder, 'missing') } },
    { place: { kind: 'folder', path: 7 } },
  ])('is looked at: %j', (data) => {
    expect(placeHandedOver(data)).toBeNull()
  })
})

describe('where the app may not run', () => {
  it('is without a sandbox, and as root', () => {
    expect(whyNot({ userId: 1000, sandboxOff: false })).toBeNull()
    expect(whyNot({ userId: undefined, sandboxOff: false })).toBeNull()
    expect(whyNot({ userId: 1000, sandboxOff: true })).toContain('--no-sandbox')
    expect(whyNot({ userId: 0, sandboxOff: false })).toContain('root')
  })
})

describe('the folder of the windows', () => {
  it('is made, or the reason is told', () => {
    expect(profileFolder(join(folder, 'new'))).toEqual({ ok: true, value: join(folder, 'new/desktop/profile') })
    writeFileSync(join(folder, 'occupied'), '')
    expect(profileFolder(join(folder, 'occupied'))).toMatchObject({ ok: false, error: { code: 'data-unwritable' } })
  })
})

describe('the place of a window', () => {
  const display = { x: 0, y: 0, width: 1920, height: 1040 }
  const left = { x: -1280, y: 0, width: 1280, height: 1000 }
  const saved: SavedWindow = { x: 100, y: 100, width: 1200, height: 800, maximized: false, theme: 'dark' }

  it('is where it was, on any display', () => {
    expect(placeWindow(saved, [display])).toEqual({ x: 100, y: 100, width: 1200, height: 800 })
    expect(placeWindow({ ...saved, x: -1200 }, [display, left])).toMatchObject({ x: -1200, y: 100 })
  })

  it.each([
    ['a display that is gone', { ...saved, x: -1250 }],
    ['above every display', { ...saved, y: -500 }],
    ['below', { ...saved, y: 1030 }],
    ['a few pixels of it', { ...saved, x: 1900 }],
  ])('is the system’s to choose instead of %s', (_what, lost) => {
    expect(placeWindow(lost, [display])).toEqual({ width: 1200, height: 800 })
  })

  it('fits the display', () => {
    expect(placeWindow({ ...saved, x: 0, y: 0, width: 5000, height: 5000 }, [display])).toMatchObject({
      width: 1920,
      height: 1040,
    })
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({ width: 1024, height: 700 })
  })

  it('is kept in a file, and spoiled ones are passed over', () => {
    const file = join(folder, 'desktop', 'window.json')
    expect(readWindow(file)).toBeNull()
    saveWindow(file, saved)
    expect(readWindow(file)).toEqual(saved)
    for (const text of ['', '{', '[]', '{"x":1}', JSON.stringify({ ...saved, width: 1e9 })]) {
      writeFileSync(file, text)
      expect(readWindow(file)).toBeNull()
    }
  })

  it('is forgotten where it can’t be written', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => saveWindow(join(folder, 'file', 'window.json'), saved)).not.toThrow()
  })
})
