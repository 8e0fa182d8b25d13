import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { securityHeaders } from '../../gateway/web/security-headers.ts'
import { limitChromium, limitRequests } from './chromium-limits.ts'
import { guardNavigation } from './navigation-guard.ts'
import { outsideLink } from './outside-links.ts'
import { isOwnAddress, pageAddress } from './page-address.ts'
import { answerPage, declarePageScheme } from './page-protocol.ts'
import { limitPermissions } from './permissions.ts'
import { isOwnSender } from './sender-check.ts'
import { refusable } from './testing/calls.ts'
import * as electron from './testing/fake-electron.ts'

vi.mock('electron', () => import('./testing/fake-electron.ts'))

const strangers = [
  'https://example.com/',
  'http://127.0.0.1:4000/',
  'file:///etc/passwd',
  'about:blank',
  'data:text/html,hello',
  'javascript:alert(1)',
  'switchyard-app://other/',
  'switchyard-app://page.example.com/',
  'switchyard-app://user@page/',
  'switchyard-app://page:80/',
  'switchyard-app:page',
  'switchyard://page/',
  'not an address',
  '',
]

beforeEach(() => electron.resetElectron())

describe('a message to the main process', () => {
  const frame = (url: string, parent: object | null = null, frameTreeNodeId = 1) => ({ url, parent, frameTreeNodeId })
  const event = (senderFrame: object | null, mainFrame: object | null = senderFrame) =>
    ({ senderFrame, sender: { mainFrame } }) as unknown as Parameters<typeof isOwnSender>[0]

  it('is heard from the top frame of our page', () => {
    expect(isOwnSender(event(frame(pageAddress)))).toBe(true)
  })

  it.each(strangers)('is not heard from %j', (url) => {
    expect(isOwnSender(event(frame(url)))).toBe(false)
  })

  it('is not heard from a frame inside our page, nor from one that is gone', () => {
    const top = frame(pageAddress)
    expect(isOwnSender(event(frame(pageAddress, top), top))).toBe(false)
    expect(isOwnSender(event(frame(pageAddress, null, 2), top))).toBe(false)
    expect(isOwnSender(event(null, top))).toBe(false)
  })
})

describe('navigation', () => {
  const guarded = () => {
    guardNavigation()
    const window = new electron.BrowserWindow({ webPreferences: {}, backgroundColor: '' })
    return { window, contents: window.webContents }
  }

  it.each(['will-navigate', 'will-frame-navigate'])('%s leads nowhere but to our own page again', (name) => {
    const { contents } = guarded()
    const results = strangers.map((url) => {
      const event = refusable({ url, isMainFrame: true })
      contents.emit(name, event)
      return event.prevented
    })
    expect(results).toEqual(strangers.map(() => true))
    const inner = refusable({ url: pageAddress, isMainFrame: false })
    contents.emit(name, inner)
    expect(inner.prevented).toBe(true)
    const reload = refusable({ url: pageAddress, isMainFrame: true })
    contents.emit(name, reload)
    expect(reload.prevented).toBe(false)
  })

  it.each(['will-redirect', 'will-attach-webview'])('%s is refused always', (name) => {
    const { contents } = guarded()
    const event = refusable({ url: pageAddress, isMainFrame: true })
    contents.emit(name, event)
    expect(event.prevented).toBe(true)
  })

  it.each(strangers.filter((url) => !url.startsWith('https:')))('a window for %j is refused without a word', (url) => {
    const { contents } = guarded()
    expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' })
    expect(electron.dialog.asked).toEqual([])
  })

  it('an https link opens outside once its whole address was seen', async () => {
    const { contents } = guarded()
    electron.dialog.answers = [{ response: 0, checkboxChecked: false }]
    expect(contents.openHandler?.({ url: 'https://example.com/a?b=c#d' })).toEqual({ action: 'deny' })
    const { detail, message } = await electron.dialog.next()
    expect({ detail, message }).toEqual({
      message: 'Open a page of example.com?',
      detail: 'https://example.com/a?b=c#d',
    })
    await vi.waitFor(() => expect(electron.shell.opened).toEqual(['https://example.com/a?b=c#d']))
  })

  it('stays inside when the person says no', async () => {
    const { contents } = guarded()
    electron.dialog.answers = [{ response: 1, checkboxChecked: false }]
    contents.openHandler?.({ url: 'https://example.com/' })
    await electron.dialog.next()
    expect(electron.shell.opened).toEqual([])
  })

  it('spells a lookalike’s name, and leaves out what hides where it leads', () => {
    expect(outsideLink('https://exаmple.com/')?.host).toBe('xn--exmple-4nf.com')
    expect(outsideLink('https://example.com@evil.example/')).toBeNull()
    expect(outsideLink(`https://example.com/${'a'.repeat(3000)}`)).toBeNull()
    expect(outsideLink('http://example.com/')).toBeNull()
  })
})

describe('permissions', () => {
  const every = ['media', 'notifications', 'clipboard-read', 'geolocation', 'fileSystem', 'openExternal', 'unknown']
  type Handlers = Record<string, (...args: readonly unknown[]) => unknown>
  const handlers = () => {
    limitPermissions(electron.session.defaultSession as never)
    return electron.session.defaultSession.handlers as unknown as Handlers
  }
  const own = { isMainFrame: true, requestingUrl: pageAddress }

  it.each(every)('%s is refused, whether asked for or looked up', (permission) => {
    const { permissionCheck, permissionRequest } = handlers()
    const answered = vi.fn()
    permissionRequest?.(null, permission, answered, own)
    expect(answered).toHaveBeenCalledExactlyOnceWith(false)
    expect(permissionCheck?.(null, permission, pageAddress, own)).toBe(false)
  })

  it('copying is allowed to our own page alone', () => {
    const check = (details: object) => handlers().permissionCheck?.(null, 'clipboard-sanitized-write', '', details)
    expect(check(own)).toBe(true)
    expect(check({ ...own, isMainFrame: false })).toBe(false)
    expect(check({ ...own, requestingUrl: 'https://example.com/' })).toBe(false)
  })

  it('devices and screens are refused', () => {
    const { device, display } = handlers()
    const answered = vi.fn()
    display?.({}, answered)
    expect(answered).toHaveBeenCalledExactlyOnceWith(null)
    expect(device?.({})).toBe(false)
  })
})

describe('what pages load', () => {
  it('is nothing outside the app, and nothing is downloaded', () => {
    limitRequests(electron.session.defaultSession as never)
    const { request } = electron.session.defaultSession.handlers as unknown as Record<
      string,
      (details: { readonly url: string }, respond: (answer: { readonly cancel: boolean }) => void) => void
    >
    const cancelled = (url: string) => {
      let cancel: boolean | null = null
      request?.({ url }, (answer) => {
        cancel = answer.cancel
      })
      return cancel
    }
    expect(cancelled(`${pageAddress}assets/a.js`)).toBe(false)
    expect(cancelled('blob:switchyard-app://page/1')).toBe(false)
    expect(['https://example.com/', 'ws://127.0.0.1:1/rpc', 'file:///etc/passwd'].map(cancelled)).toEqual([
      true,
      true,
      true,
    ])
    const download = refusable({})
    electron.session.defaultSession.emit('will-download', download)
    expect(download.prevented).toBe(true)
    expect(electron.session.defaultSession.spellChecker).toBe(false)
  })

  it('keeps Chromium itself quiet, and every page in a sandbox', () => {
    limitChromium()
    expect(electron.app.sandboxed).toBe(true)
    expect(electron.app.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND')
    expect([...electron.app.switches.keys()]).toContain('disable-background-networking')
  })
})

describe('the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-page-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  symlinkSync('/etc/passwd', join(folder, 'link.txt'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const get = (url: string, method = 'GET') => answerPage(folder, { url, method })

  it('is served by a scheme with an origin of its own', () => {
    declarePageScheme()
    expect(electron.protocol.schemes).toEqual([
      { scheme: 'switchyard-app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
    expect(isOwnAddress(pageAddress)).toBe(true)
  })

  it('comes with the headers of the loopback server', async () => {
    const answer = await get(pageAddress)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('<!doctype html>')
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    for (const [name, value] of Object.entries(securityHeaders)) expect(answer.headers.get(name)).toBe(value)
  })

  it.each([
    '../../etc/passwd',
    '%2e%2e/%2e%2e/etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    'assets/..%5c..%5cpasswd',
    'link.txt',
    '.hidden',
    'missing.js',
    'index.html%00.txt',
  ])('has nothing at %s', async (path) => {
    const answer = await get(`${pageAddress}${path}`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('Content-Security-Policy')).toBe(securityHeaders['Content-Security-Policy'])
  })

  it('answers no other host and no other method', async () => {
    expect((await get('switchyard-app://other/')).status).toBe(405)
    expect((await get(pageAddress, 'POST')).status).toBe(405)
  })
})
