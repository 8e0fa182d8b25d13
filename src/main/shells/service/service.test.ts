import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CallOutcome, installService, serviceStatus, uninstallService } from './manage-service.ts'
import { windowsWord } from './scheduled-task.ts'
import type { ServiceDefinition } from './service-definition.ts'
import { type ProgramCall, type ServiceManager, serviceManagerOf } from './service-manager.ts'

const definition: ServiceDefinition = {
  node: '/opt/node 24/bin/node',
  cli: '/opt/switch"yard/100%/cli.js',
  dataFolder: '/home/ada/$HOME & <co>/data',
  path: '/usr/bin:/home/ada/bin',
}

let home: string

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'switchyard-service-'))
})

afterEach(() => rm(home, { recursive: true }))

function managerOf(platform: NodeJS.Platform, environment = {}): ServiceManager {
  const manager = serviceManagerOf({ platform, environment, home, userId: 501, user: 'HOST\\ada' }, definition)
  if (manager === null) throw new Error(`no manager for ${platform}`)
  return manager
}

/** A service manager that does what it is told, as far as its answers go. */
function answering(refuses: (call: ProgramCall) => boolean = () => false) {
  const calls: string[] = []
  let running = false
  return {
    calls,
    call: (call: ProgramCall): CallOutcome => {
      const said = call.join(' ')
      calls.push(said)
      if (refuses(call)) return { found: true, code: 1, output: 'Access denied' }
      if (/restart|bootstrap|\/Run/.test(said)) running = true
      if (/disable|bootout|\/End/.test(said)) running = false
      const asks = /is-active|print gui\/501\/|\/Query \/TN/.test(said)
      return { found: true, code: asks && !running ? 3 : 0, output: '' }
    },
  }
}

describe('the file of a service', () => {
  it('holds the command for systemd, with what it would take as its own escaped', () => {
    const { file, text } = managerOf('linux', { XDG_CONFIG_HOME: '/home/ada/.cfg' })
    expect(file).toBe('/home/ada/.cfg/systemd/user/switchyard.service')
    expect(text).toContain(
      String.raw`ExecStart="/opt/node 24/bin/node" "/opt/switch\"yard/100%%/cli.js" "serve" "--no-token" "--data" "/home/ada/$$HOME & <co>/data"`,
    )
    expect(text).toContain('Environment="PATH=/usr/bin:/home/ada/bin"')
    expect(text).toContain('WantedBy=default.target')
  })

  it('is a property list for launchd', () => {
    const { file, text } = managerOf('darwin')
    expect(file).toBe(path.join(home, 'Library/LaunchAgents/app.switchyard.host.plist'))
    expect(text).toContain('<string>/home/ada/$HOME &amp; &lt;co&gt;/data</string>')
    expect(text).toContain('<string>/opt/switch&quot;yard/100%/cli.js</string>')
    expect(text).toMatch(/<key>KeepAlive<\/key>\s*<dict>\s*<key>SuccessfulExit<\/key>\s*<false\/>/)
  })

  it('is a task for Windows, whose arguments come apart as they were put together', () => {
    const { file, text } = managerOf('win32', { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' })
    expect(file).toBe('C:\\Users\\ada\\AppData\\Local\\Switchyard\\service.xml')
    expect(text).toContain('<Command>/opt/node 24/bin/node</Command>')
    expect(text).toContain('<UserId>HOST\\ada</UserId>')
  })

  it('says no token anywhere, and names none of the environment but the search path', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const { text } = managerOf(platform, { GITHUB_TOKEN: 'planted-secret', LOCALAPPDATA: 'C:\\x' })
      expect(text).toContain('--no-token')
      expect(text).not.toContain('planted-secret')
    }
  })

  it('is unknown for other systems', () => {
    expect(serviceManagerOf({ platform: 'aix', environment: {}, home, userId: 0, user: 'ada' }, definition)).toBeNull()
  })
})

/** As the C runtime of Windows takes an argument out of a command line. */
function takenApart(line: string): string {
  let word = ''
  let quoted = false
  let backslashes = 0
  for (const character of line) {
    if (character === '\\') backslashes += 1
    else if (character === '"') {
      word += '\\'.repeat(Math.floor(backslashes / 2))
      if (backslashes % 2 === 1) word += '"'
      else quoted = !quoted
      backslashes = 0
    } else {
      word += '\\'.repeat(backslashes) + character
      backslashes = 0
    }
  }
  expect(quoted).toBe(false)
  return word + '\\'.repeat(backslashes)
}

it('keeps every argument of Windows as it was', () => {
  const word = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '\t') })
  fc.assert(
    fc.property(word, (text) => {
      expect(takenApart(windowsWord(text))).toBe(text)
    }),
  )
})

describe.each(['linux', 'darwin', 'win32'] as const)('a service on %s', (platform) => {
  const manager = () => managerOf(platform, { LOCALAPPDATA: home, XDG_CONFIG_HOME: home })
  const placed = () => {
    const made = manager()
    return { ...made, file: path.join(home, 'services', path.win32.basename(made.file)) }
  }

  it('is installed, runs, and is gone after it was uninstalled', async () => {
    const { call } = answering()
    const one = placed()
    expect(await serviceStatus(one, call)).toMatchObject({ installed: 'no', running: false })
    expect(await installService(one, call)).toMatchObject({ ok: true, value: { installed: 'yes', running: true } })
    expect(await installService(one, call)).toMatchObject({ ok: true, value: { installed: 'yes', running: true } })
    expect(await uninstallService(one, call)).toMatchObject({ ok: true, value: { installed: 'no', running: false } })
    expect(await serviceStatus(one, call)).toMatchObject({ installed: 'no' })
    expect(await uninstallService(one, call)).toMatchObject({ ok: true, value: { installed: 'no' } })
  })

  it('writes nothing where the manager is missing', async () => {
    const one = placed()
    const gone = () => ({ found: false, code: null, output: '' })
    expect(await installService(one, gone)).toMatchObject({ ok: false, error: { code: 'service-manager-missing' } })
    await expect(readFile(one.file)).rejects.toThrow('ENOENT')
  })

  it('puts back what was there when the manager refuses', async () => {
    const one = placed()
    const refusing = answering((call) => call.join(' ') === one.install.at(-1)?.join(' '))
    expect(await installService(one, refusing.call)).toMatchObject({ ok: false, error: { code: 'service-refused' } })
    await expect(readFile(one.file)).rejects.toThrow('ENOENT')
    await installService(one, answering().call)
    await writeFile(one.file, 'of another installation', { encoding: one.encoding })
    expect(await serviceStatus(one, answering().call)).toMatchObject({ installed: 'other' })
    await installService(one, refusing.call)
    expect((await readFile(one.file, one.encoding)).replace('\uFEFF', '')).toBe('of another installation')
  })
})

it('leaves the file of a service that does not end', async () => {
  const one = { ...managerOf('linux'), file: path.join(home, 'switchyard.service') }
  await installService(one, answering().call)
  const stubborn = () => ({ found: true, code: 0, output: '' })
  expect(await uninstallService(one, stubborn)).toMatchObject({ ok: false, error: { code: 'service-running' } })
  expect(await readFile(one.file, 'utf8')).toBe(one.text)
})
