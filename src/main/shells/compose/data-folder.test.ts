import { describe, expect, it } from 'vitest'
import { defaultDataFolder } from './data-folder.ts'

describe('default data folder', () => {
  it.each([
    ['linux', { HOME: '/h', SWITCHYARD_DATA: '/d' }, '/d'],
    ['linux', { HOME: '/h', XDG_DATA_HOME: '/x' }, '/x/switchyard'],
    ['linux', { HOME: '/h', SWITCHYARD_DATA: '' }, '/h/.local/share/switchyard'],
    ['darwin', { HOME: '/h' }, '/h/Library/Application Support/Switchyard'],
  ] as const)('on %s with %j is %s', (platform, environment, expected) => {
    expect(defaultDataFolder(environment, platform)).toBe(expected)
  })
})
