import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { extractAll, extractFile, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageDesktop } from '../../scripts/lib/package-desktop.ts'
import { root } from '../../scripts/lib/root.ts'
import { stubElectron } from './stub-electron.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'switchyard-package-'))
const app = join(folder, 'out/linux-unpacked')
const resources = join(app, 'resources')
const archive = join(resources, 'app.asar')
const node = join(resources, 'runtime/node')

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('the package', () => {
  beforeAll(async () => {
    const electron = stubElectron(join(folder, 'electron'))
    await packageDesktop({ root, onlyFolder: true, electron, output: join(folder, 'out') })
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const archived = () => listPackage(archive, { isPack: false }).map((path) => path.slice(1).replaceAll('\\', '/'))

  it('has in its archive what the desktop’s process and page load, and nothing else', () => {
    const folders = ['out', 'out/main', 'out/renderer', 'out/renderer/assets', 'out/desktop']
    const files = archived().filter((path) => !folders.includes(path))
    expect(files).toEqual(expect.arrayContaining(['package.json', 'out/renderer/index.html', 'out/desktop/icon.png']))
    const main = files.filter((path) => path.startsWith('out/main/'))
    expect(main.sort()).toEqual(['out/main/electron-main.js', 'out/main/package.json', 'out/main/preload.cjs'])
    const strange = files.filter((path) => !/^(package\.json|out\/(main|renderer|desktop)\/[\w./-]+)$/.test(path))
    expect(strange).toEqual([])
    expect(files.filter((path) => /\.(ts|tsx|map|md)$|\.test\.|node_modules|testing/.test(path))).toEqual([])
  })

  it('names its entry and nothing of development', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString('utf8'))
    expect(manifest.main).toBe('out/main/electron-main.js')
    expect(manifest.devDependencies).toBeUndefined()
    expect(manifest.scripts).toBeUndefined()
  })

  it('is small: archive and programs, without the runtimes', () => {
    const size = (path: string): number =>
      statSync(path).isDirectory()
        ? readdirSync(path).reduce((sum, name) => sum + size(join(path, name)), 0)
        : statSync(path).size
    expect(statSync(archive).size).toBeLessThan(40_000_000)
    expect(size(join(resources, 'host'))).toBeLessThan(50_000_000)
  })

  it('has the programs and native code beside the archive, where they can be run', () => {
    const programs = ['cli', 'store-worker', 'spawn-helper', 'scripted-agent', 'pty-host'].map((name) => `${name}.js`)
    expect(readdirSync(join(resources, 'host/main'))).toEqual(expect.arrayContaining([...programs, 'package.json']))
    expect(readdirSync(join(resources, 'host/main'))).not.toContain('electron-main.js')
    expect(existsSync(join(resources, 'host/node_modules/@lydell/node-pty-linux-x64/pty.node'))).toBe(true)
    expect(existsSync(join(resources, 'host/renderer/index.html'))).toBe(true)
  })

  it('brings a Node that runs the command line, which starts helper and agent from the package', async () => {
    const cli = join(resources, 'host/main/cli.js')
    const environment = { PATH: '/usr/bin:/bin', HOME: folder, SWITCHYARD_DATA: join(folder, 'data') }
    const call = async (...args: readonly string[]) => {
      const { stdout } = await run(node, [cli, ...args, '--json'], { env: environment, cwd: folder })
      return JSON.parse(stdout)
    }
    const { checks } = await call('doctor')
    expect(checks).toContainEqual(expect.objectContaining({ name: 'node', state: 'ok' }))
    const repository = join(folder, 'repository')
    const prompt = 'Do it.\n\n```steps\n- write: {path: a.txt, content: "a"}\n```\n'
    const named = ['--repo', repository, '--init', '--agent', 'scripted']
    await run('git', ['init', '-q', repository], { env: environment })
    expect(await call('dispatch', ...named, '--prompt', prompt, '--wait')).toMatchObject({ state: 'ready' })
  }, 60_000)

  it('loads its native code from the package', async () => {
    const pty = join(resources, 'host/main/pty-host.js')
    const script = `require('module').createRequire(${JSON.stringify(pty)})('@lydell/node-pty').spawn('true', [], {}).onExit((end) => process.stdout.write(String(end.exitCode)))`
    expect((await run(node, ['-e', script], { cwd: folder })).stdout).toBe('0')
    const cli = join(resources, 'host/main/cli.js')
    const keychain = `process.stdout.write(typeof require('module').createRequire(${JSON.stringify(cli)})('@napi-rs/keyring').AsyncEntry)`
    expect((await run(node, ['-e', keychain], { cwd: folder })).stdout).toBe('function')
  })

  it('has a main process that finds everything, and serves a window', async () => {
    // As Electron sees its archive: a folder.
    const seen = join(folder, 'seen')
    extractAll(archive, join(seen, 'app.asar'))
    for (const part of ['host', 'runtime']) symlinkSync(join(resources, part), join(seen, part))
    const main = join(seen, 'app.asar/out/main/electron-main.js')
    const data = join(folder, 'desktop-data')
    const env = { PATH: '/usr/bin:/bin', HOME: folder, TEST_RESOURCES: seen }
    const driver = join(root, 'e2e/package/packaged-desktop.ts')
    const { stdout } = await run(process.execPath, ['--import', driver, main, '--data', data], { env })
    const { agents, checks, info, page, windowOptions } = JSON.parse(stdout)
    expect(info).toMatchObject({ dataFolder: data, readOnly: null })
    expect(checks).toContainEqual(expect.objectContaining({ name: 'git', state: 'ok' }))
    expect(agents).toContainEqual(
      expect.objectContaining({ id: 'scripted', state: expect.objectContaining({ kind: 'ready' }) }),
    )
    expect(page).toBe(200)
    expect(existsSync(windowOptions.webPreferences.preload)).toBe(true)
    expect(existsSync(windowOptions.icon)).toBe(true)
    expect(existsSync(join(data, 'desktop'))).toBe(true)
  }, 60_000)

  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(app, 'switchyard-desktop'))
    const states = (options: readonly FuseV1Options[]) => options.map((option) => wire[option])
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ]
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ]
    expect(states(off)).toEqual(off.map(() => FuseState.DISABLE))
    expect(states(on)).toEqual(on.map(() => FuseState.ENABLE))
  })
})
