import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, type Server as SocketServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { beginsToDownload } from './lib/begin-download.ts'
import { chooseWindow, type Surroundings } from './lib/choose-window.ts'
import { electronAddress, findElectron } from './lib/electron-binary.ts'
import { openerFor } from './lib/open-address.ts'
import { readyAddress } from './lib/ready-address.ts'
import { root } from './lib/root.ts'

describe('the address to open', () => {
  it('is taken from the ready line', () => {
    const line = '{"event":"ready","url":"http://127.0.0.1:4000","page":"http://127.0.0.1:4000/#code","pid":1}'
    expect(readyAddress(line)).toBe('http://127.0.0.1:4000/#code')
  })

  it.each(['{"event":"other","url":"http://a"}', '{"event":"ready"}', '{ broken', 'text', 'null', ''])(
    'is not in %j',
    (line) => {
      expect(readyAddress(line)).toBeUndefined()
    },
  )
})

describe('what opens it', () => {
  it('needs somebody who sees it', () => {
    expect(openerFor('linux', { DISPLAY: ':0' })).toBe('xdg-open')
    expect(openerFor('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe('xdg-open')
    expect(openerFor('linux', {})).toBeUndefined()
    expect(openerFor('darwin', {})).toBe('open')
    expect(openerFor('darwin', { CI: 'true' })).toBeUndefined()
  })
})

describe('where the interface opens', () => {
  const desk: Surroundings = {
    platform: 'linux',
    environment: { DISPLAY: ':0' },
    userId: 1000,
    args: [],
    electron: '/e/electron',
    download: async () => undefined,
  }

  it('is a window where Electron and a display are there', async () => {
    expect(await chooseWindow(desk)).toEqual({
      kind: 'window',
      electron: '/e/electron',
      line: 'Opening a window: Electron is here, and there is a display.',
    })
    expect(await chooseWindow({ ...desk, platform: 'darwin', environment: {}, userId: 0 })).toMatchObject({
      kind: 'window',
    })
  })

  it('is a window where Electron can be downloaded', async () => {
    const shown = await chooseWindow({ ...desk, electron: undefined, download: async () => '/new/electron' })
    expect(shown).toMatchObject({ kind: 'window', electron: '/new/electron' })
  })

  it.each([
    ['no display', { environment: {} }, 'Serving to a browser you open yourself: there is no display.'],
    ['root', { userId: 0 }, 'Opening in the browser: a window as root would be without a sandbox.'],
    [
      'a CI run',
      { environment: { DISPLAY: ':0', CI: '1' } },
      'Serving to a browser you open yourself: this is a CI run.',
    ],
    ['a port', { args: ['--port=1'] }, 'Opening in the browser: --port is for a host in this terminal.'],
  ] as const)('is a browser with %s, and nothing is downloaded', async (_what, more, line) => {
    const download = vi.fn(async () => '/new/electron')
    expect(await chooseWindow({ ...desk, electron: undefined, download, ...more })).toEqual({ kind: 'browser', line })
    expect(await chooseWindow({ ...desk, ...more })).toEqual({ kind: 'browser', line })
    expect(download).not.toHaveBeenCalled()
  })

  it('is a browser where Electron can’t be had', async () => {
    expect(await chooseWindow({ ...desk, electron: undefined })).toEqual({
      kind: 'browser',
      line: 'Opening in the browser: Electron is not here and could not be downloaded.',
    })
  })
})

describe('the Electron on this machine', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'switchyard-electron-'))
    mkdirSync(join(folder, 'node_modules/electron/dist'), { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is the named one, else one that was downloaded whole', () => {
    expect(findElectron(folder, {}, 'linux')).toBeUndefined()
    writeFileSync(join(folder, 'node_modules/electron/dist/electron'), '')
    expect(findElectron(folder, {}, 'linux')).toBeUndefined()
    writeFileSync(join(folder, 'node_modules/electron/path.txt'), 'electron')
    expect(findElectron(folder, {}, 'linux')).toBe(join(folder, 'node_modules/electron/dist/electron'))
    expect(findElectron(folder, { ELECTRON_OVERRIDE_DIST_PATH: folder }, 'linux')).toBeUndefined()
    writeFileSync(join(folder, 'electron'), '')
    expect(findElectron(folder, { ELECTRON_OVERRIDE_DIST_PATH: folder }, 'linux')).toBe(join(folder, 'electron'))
  })

  it('would come from where its package gets it', () => {
    expect(electronAddress(root, {}).href).toMatch(
      /^https:\/\/github\.com\/.*\/v[\d.]+\/electron-v[\d.]+-\w+-\w+\.zip$/,
    )
    expect(electronAddress(root, { ELECTRON_MIRROR: 'https://mirror.example/' }).host).toBe('mirror.example')
  })
})

describe('whether a download begins', () => {
  let server: Server | SocketServer | undefined
  afterEach(() => {
    if (server !== undefined && 'closeAllConnections' in server) server.closeAllConnections()
    server?.close()
  })

  const listening = async (started: Server | SocketServer): Promise<URL> => {
    server = started
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
    return new URL(`http://127.0.0.1:${(started.address() as AddressInfo).port}/electron.zip`)
  }

  it('is seen by its first bytes, long before its end', async () => {
    const address = await listening(createServer((_request, response) => void response.write('PK')))
    expect(await beginsToDownload(address, 10_000)).toBe(true)
  })

  it('is not waited for where nobody answers', async () => {
    const address = await listening(createSocketServer())
    expect(await beginsToDownload(address, 200)).toBe(false)
  })

  it('is not taken from an error, nor from an empty answer', async () => {
    const missing = await listening(createServer((_request, response) => void response.writeHead(404).end('no')))
    expect(await beginsToDownload(missing, 10_000)).toBe(false)
    server?.close()
    const empty = await listening(createServer((_request, response) => void response.end()))
    expect(await beginsToDownload(empty, 10_000)).toBe(false)
  })
})

describe('npm start', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'switchyard-start-'))
    for (const part of ['scripts', 'bin', 'package.json'])
      cpSync(join(root, part), join(folder, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    mkdirSync(join(folder, 'out/main'), { recursive: true })
    writeFileSync(join(folder, 'out/main/package.json'), '{ "type": "module" }')
    writeFileSync(join(folder, 'out/main/cli.js'), "process.stdout.write(['host', ...process.argv.slice(2)].join(' '))")
    const stub = '#!/bin/sh\necho "window $# $(basename "$1") $2 $3 $SWITCHYARD_NODE"\nexit 5\n'
    writeFileSync(join(folder, 'electron'), stub, { mode: 0o755 })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  /** As somebody who isn't root, where the test is. */
  const start = async (environment: Readonly<Record<string, string>>, ...args: readonly string[]) => {
    writeFileSync(join(folder, 'user.cjs'), 'process.getuid = () => 1000\n')
    const command = ['--require', join(folder, 'user.cjs'), join(folder, 'scripts/start.ts'), ...args]
    const env = { PATH: '/usr/bin:/bin', ELECTRON_OVERRIDE_DIST_PATH: folder, ...environment }
    try {
      return { code: 0, ...(await promisify(execFile)(process.execPath, command, { env })) }
    } catch (error) {
      return error as { code: number; stdout: string }
    }
  }

  it.skipIf(process.platform !== 'linux')('opens the window, with its arguments, and ends as it ends', async () => {
    const { code, stdout } = await start({ DISPLAY: ':0' }, '--data', folder)
    const window = `window 3 electron-main.js --data ${folder} ${process.execPath}`
    expect(stdout).toBe(`Opening a window: Electron is here, and there is a display.\n${window}\n`)
    expect(code).toBe(5)
  })

  it.skipIf(process.platform !== 'linux')('serves where there is no display, and says so in one line', async () => {
    const { code, stdout } = await start({}, '--data', folder)
    expect(stdout).toBe(`Serving to a browser you open yourself: there is no display.\nhost serve --data ${folder}\n`)
    expect(code).toBe(0)
  })
})
