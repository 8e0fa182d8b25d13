import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { menuTemplate } from './menu.ts'

vi.mock('electron', () => import('./testing/fake-electron.ts'))

function labels(items: readonly MenuItemConstructorOptions[]): readonly string[] {
  return items.flatMap(({ label, submenu }) => [label ?? '', ...(Array.isArray(submenu) ? labels(submenu) : [])])
}

const actions = { show: vi.fn(), newWindow: vi.fn(), openFolder: vi.fn(), quit: vi.fn() }

describe('the menu', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('has each command once on %s', (platform) => {
    const own = labels(menuTemplate(actions, platform))
    for (const label of ['New window', 'Dispatch…', 'Open folder…', 'Settings…', 'Inbox', 'Quit Switchyard']) {
      expect(own.filter((one) => one === label)).toEqual([label])
    }
  })

  it('gives the system its own menus, and the app its own on macOS', () => {
    const roles = menuTemplate(actions, 'darwin').map((item) => item.role ?? item.label)
    expect(roles).toEqual(['Switchyard', 'File', 'editMenu', 'View', 'windowMenu'])
    expect(menuTemplate(actions, 'linux').map((item) => item.role ?? item.label)).toEqual(roles.slice(1))
  })
})
