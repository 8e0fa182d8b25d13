import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findBrowser } from './lib/find-browser.ts'

describe('finding a browser', () => {
  let home = ''
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'switchyard-browser-'))
  })
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  const place = (path: string, mode = 0o755): string => {
    const file = join(home, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '')
    chmodSync(file, mode)
    return file
  }

  it('finds nothing where there is none', () => {
    place('bin/chromium', 0o644)
    expect(findBrowser({ HOME: home, PATH: join(home, 'bin') })).toBeUndefined()
  })

  it('takes the newest of the downloaded ones', () => {
    place('.cache/ms-playwright/chromium-999/chrome-linux/chrome')
    const newest = place('.cache/ms-playwright/chromium-1200/chrome-linux64/chrome')
    place('.cache/ms-playwright/chromium_headless_shell-1300/chrome-linux/chrome')
    expect(findBrowser({ HOME: home, PATH: '' })).toBe(newest)
    expect(findBrowser({ HOME: home, PATH: '', PLAYWRIGHT_BROWSERS_PATH: '/nowhere' })).toBeUndefined()
  })

  it('prefers one on the path to a downloaded one, and one that is named to both', () => {
    place('.cache/ms-playwright/chromium-1/chrome-linux/chrome')
    const onPath = place('bin/google-chrome')
    const named = place('mine')
    const environment = { HOME: home, PATH: `/nowhere:${join(home, 'bin')}` }
    expect(findBrowser(environment)).toBe(onPath)
    expect(findBrowser({ ...environment, SWITCHYARD_CHROMIUM: named })).toBe(named)
  })
})
