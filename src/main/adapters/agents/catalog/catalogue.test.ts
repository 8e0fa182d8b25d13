import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '../../../../shared/settings/settings.ts'
import type { AgentCatalogue } from '../../../ports/agent.ts'
import type { ProcessPort, SpawnRequest } from '../../../ports/process.ts'
import { systemClock } from '../../clock/system-clock.ts'
import { createTestProcesses } from '../testing/processes.ts'
import { createAgentCatalogue } from './catalogue.ts'
import { describedAgentIds, takenAgentIds } from './entries.ts'

const IDS = ['scripted', 'claude-code', 'codex', 'gemini', 'opencode']

let folder: string
let binaries: string
let spawned: SpawnRequest[]
let processes: ProcessPort
let settings: Settings

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'catalogue-')))
  binaries = join(folder, 'path with blank')
  await mkdir(binaries)
  spawned = []
  settings = defaultSettings
  const children = await createTestProcesses(folder)
  processes = {
    spawn: (request) => {
      spawned.push(request)
      return children.spawn(request)
    },
    isAlive: (identity) => children.isAlive(identity),
    reap: () => children.reap(),
    close: () => children.close(),
  }
})

afterEach(async () => {
  await processes.close()
  await rm(folder, { recursive: true, force: true })
})

function catalogue({ versionTimeoutMs = 10_000, entryFile = '/nowhere/scripted.js' } = {}): AgentCatalogue {
  return createAgentCatalogue({
    processes,
    clock: systemClock,
    hostEnvironment: { PATH: `relative:${binaries}:/usr/bin:/bin`, HOME: folder, ANTHROPIC_API_KEY: 'key' },
    scripted: { nodeFile: process.execPath, entryFile, stateFolder: join(folder, 'state') },
    versionTimeoutMs,
    settings: () => settings,
  })
}

async function plant(file: string, body: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `#!/bin/sh\n${body}\n`)
  await chmod(file, 0o755)
  return file
}

describe('listing', () => {
  it('names every agent, and for what is missing the pinned command that installs it', async () => {
    const listings = await catalogue().list()
    expect(listings.map((listing) => listing.id)).toEqual(IDS)
    const installs = listings.flatMap(({ state }) => (state.kind === 'missing' ? [state.install] : []))
    expect(installs.length).toBeGreaterThan(0)
    expect(installs.every((install) => /@\d+\.\d+\.\d+$/.test(install))).toBe(true)
  })

  it('finds a program on PATH and in a folder of its own, with the version it prints', async () => {
    const codex = await plant(join(binaries, 'codex-acp'), 'echo "codex-acp v2.6.0 (linux)"')
    const opencode = await plant(join(folder, '.opencode/bin/opencode'), 'echo 1.18.33')
    const states = new Map((await catalogue().list()).map((listing) => [listing.id, listing.state]))
    expect(states.get('codex')).toEqual({ kind: 'ready', path: codex, version: '2.6.0' })
    expect(states.get('opencode')).toEqual({ kind: 'ready', path: opencode, version: '1.18.33' })
  })

  it('always has the scripted agent ready, in the version it says of itself', async () => {
    const entryFile = fileURLToPath(import.meta.resolve('../scripted/main.ts'))
    const [scripted] = await catalogue({ entryFile }).list()
    expect(scripted?.state).toMatchObject({ kind: 'ready', path: process.execPath })
    expect(scripted?.state.kind === 'ready' ? scripted.state.version : null).toMatch(/^\d+\.\d+\.\d+/)
  })

  it('takes the first of several names, and only files that can be run', async () => {
    const preferred = await plant(join(binaries, 'claude-agent-acp'), 'echo 0.100.0')
    await plant(join(binaries, 'claude-code-acp'), 'echo 0.1.0')
    await writeFile(join(binaries, 'gemini'), 'not executable')
    const states = new Map((await catalogue().list()).map((listing) => [listing.id, listing.state]))
    expect(states.get('claude-code')).toEqual({ kind: 'ready', path: preferred, version: '0.100.0' })
    expect(states.get('gemini')?.kind).toBe('missing')
  })

  it('asks for a version once per file, without any of the host’s secrets', async () => {
    const codex = await plant(join(binaries, 'codex-acp'), 'echo 1.0.0')
    const subject = catalogue()
    await subject.list()
    await subject.list()
    expect(spawned.filter((request) => request.file === codex)).toHaveLength(1)
    expect(spawned.every((request) => !('ANTHROPIC_API_KEY' in request.env))).toBe(true)
    await plant(codex, 'echo 1.0.1 # changed')
    const states = new Map((await subject.list()).map((listing) => [listing.id, listing.state]))
    expect(states.get('codex')).toMatchObject({ version: '1.0.1' })
  })

  it('asks for versions again when it is told to, and notices what was installed meanwhile', async () => {
    const said = join(folder, 'version')
    await writeFile(said, '1.0.0')
    const subject = catalogue()
    expect((await subject.list()).find(({ id }) => id === 'codex')?.state.kind).toBe('missing')
    await plant(join(binaries, 'codex-acp'), `cat '${said}'`)
    const version = async (refresh: boolean) =>
      (await subject.list({ refresh })).find(({ id }) => id === 'codex')?.state
    expect(await version(false)).toMatchObject({ version: '1.0.0' })
    await writeFile(said, '2.0.0')
    expect(await version(false)).toMatchObject({ version: '1.0.0' })
    expect(await version(true)).toMatchObject({ version: '2.0.0' })
  })

  it('lists a program that prints no version in time', async () => {
    await plant(join(binaries, 'codex-acp'), 'exec sleep 600')
    const states = new Map(
      (await catalogue({ versionTimeoutMs: 500 }).list()).map((listing) => [listing.id, listing.state]),
    )
    expect(states.get('codex')).toMatchObject({ kind: 'ready', version: null })
  })
})

describe('agents of the person’s own', () => {
  const mine = { id: 'mine', name: 'Mine', command: "my-agent --flag 'two words'" }

  it('are listed after the catalogue’s, and never started for that', async () => {
    settings = { ...settings, customAgents: [mine], agentChoices: { mine: { mode: 'ask' }, gemini: { model: 'pro' } } }
    const subject = catalogue()
    const before = await subject.list()
    expect(before.map((listing) => listing.id)).toEqual([...IDS, 'mine'])
    expect(before.at(-1)).toMatchObject({ origin: 'custom', command: mine.command, mode: 'ask', model: null })
    expect(before.at(-1)?.state).toMatchObject({ kind: 'missing', install: expect.stringContaining('my-agent') })
    expect(before.find((listing) => listing.id === 'gemini')).toMatchObject({
      origin: 'catalogue',
      command: null,
      mode: 'default',
      model: 'pro',
      resumable: false,
    })
    const file = await plant(join(binaries, 'my-agent'), 'exit 0')
    expect((await subject.list()).at(-1)?.state).toEqual({ kind: 'ready', path: file, version: null })
    expect(spawned.map((request) => request.file)).not.toContain(file)
  })

  it('are launched by their id, with what the settings say where a dispatch says nothing', async () => {
    const file = await plant(join(binaries, 'my-agent'), 'exit 0')
    const subject = catalogue()
    expect(await subject.resolve({ kind: 'catalogue', id: 'mine' })).toMatchObject({ ok: false })
    settings = { ...settings, customAgents: [mine], agentChoices: { mine: { mode: 'ask', model: 'm' } } }
    const launch = { id: 'mine', file, args: ['--flag', 'two words'], resumable: true }
    expect(await subject.resolve({ kind: 'catalogue', id: 'mine' })).toMatchObject({
      ok: true,
      value: { ...launch, mode: 'ask', model: 'm' },
    })
    expect(await subject.resolve({ kind: 'catalogue', id: 'mine', mode: 'plan' })).toMatchObject({
      ok: true,
      value: { ...launch, mode: 'plan', model: 'm' },
    })
    const unknown = await subject.resolve({ kind: 'catalogue', id: 'clippy' })
    expect(unknown.ok ? null : unknown.error.facts?.known).toEqual([...IDS, 'mine'])
  })

  it('are refused with what to do where their program is missing', async () => {
    settings = { ...settings, customAgents: [mine] }
    expect(await catalogue().resolve({ kind: 'catalogue', id: 'mine' })).toMatchObject({
      ok: false,
      error: { code: 'agent-not-found', facts: { program: 'my-agent' } },
    })
  })

  it('can’t have an id that is taken', () => {
    expect(describedAgentIds).toEqual(IDS)
    expect(takenAgentIds).toEqual([...IDS, 'custom'])
  })
})

describe('resolving', () => {
  it('takes mode and model from the settings where a dispatch names none', async () => {
    await plant(join(binaries, 'gemini'), 'exit 0')
    settings = { ...settings, agentChoices: { gemini: { mode: 'yolo' } } }
    const subject = catalogue()
    expect(await subject.resolve({ kind: 'catalogue', id: 'gemini' })).toMatchObject({ value: { mode: 'yolo' } })
    expect(await subject.resolve({ kind: 'catalogue', id: 'gemini', mode: 'default' })).toMatchObject({
      value: { mode: 'default' },
    })
  })

  it('names the known agents for one that is not known', async () => {
    const resolved = await catalogue().resolve({ kind: 'catalogue', id: 'clippy' })
    expect(resolved).toMatchObject({ ok: false, error: { code: 'agent-not-found', facts: { known: IDS } } })
    expect(resolved.ok ? '' : resolved.error.remedy).toContain('scripted, claude-code, codex, gemini, opencode')
  })

  it('says how to install what is missing', async () => {
    const resolved = await catalogue().resolve({ kind: 'catalogue', id: 'codex' })
    expect(resolved).toMatchObject({ ok: false, error: { code: 'agent-not-found' } })
    expect(resolved.ok ? '' : resolved.error.remedy).toMatch(/^Install it with: npm install .*@\d/)
  })

  it('launches what it found, in a mode that asks the person unless another one is chosen', async () => {
    const file = await plant(join(binaries, 'gemini'), 'exit 0')
    expect(await catalogue().resolve({ kind: 'catalogue', id: 'gemini' })).toMatchObject({
      ok: true,
      value: { id: 'gemini', file, args: ['--acp'], mode: 'default', resumable: false },
    })
    const chosen = await catalogue().resolve({ kind: 'catalogue', id: 'gemini', mode: 'yolo', model: 'pro' })
    expect(chosen).toMatchObject({ ok: true, value: { mode: 'yolo', model: 'pro' } })
    expect(spawned).toEqual([])
  })

  it('launches the scripted agent on the node it was given', async () => {
    expect(await catalogue().resolve({ kind: 'catalogue', id: 'scripted' })).toMatchObject({
      ok: true,
      value: {
        file: process.execPath,
        args: ['/nowhere/scripted.js'],
        setEnvironment: { SWITCHYARD_SCRIPTED_STATE: join(folder, 'state') },
      },
    })
  })

  it('splits a command line and looks its program up', async () => {
    const file = await plant(join(binaries, 'my-agent'), 'exit 0')
    const byName = await catalogue().resolve({ kind: 'command', command: `my-agent --flag 'two words'`, model: 'm' })
    expect(byName).toMatchObject({ ok: true, value: { id: 'custom', file, args: ['--flag', 'two words'], model: 'm' } })
    const byPath = await catalogue().resolve({ kind: 'command', command: `'${file}'` })
    expect(byPath).toMatchObject({ ok: true, value: { file, args: [] } })
  })

  it.each(['', '   ', "''", 'no-such-program', './relative/agent', '/no/such/file', '/tmp', "'open"])(
    'refuses the command %j',
    async (command) => {
      expect(await catalogue().resolve({ kind: 'command', command })).toMatchObject({
        ok: false,
        error: { code: 'agent-not-found' },
      })
    },
  )
})
