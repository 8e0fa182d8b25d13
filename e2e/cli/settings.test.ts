import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import type { HostAgent, HostCheck } from '../../src/shared/contract/channels/host.ts'
import { defaultSettings, type Settings } from '../../src/shared/settings/settings.ts'
import { type Machine, testMachine } from './kit/machine.ts'
import { slotUse } from './kit/slots.ts'
import { steps } from './kit/steps.ts'

interface SettingsAnswer {
  readonly settings: Settings
}

const scriptedAgent = path.join(path.dirname(inject('cliFile')), 'scripted-agent.js')
const mine = { id: 'mine', name: 'My agent', command: `'${process.execPath}' '${scriptedAgent}'` }

const settingsOf = async (machine: Machine) => (await machine.ok<SettingsAnswer>('settings')).settings
const set = (machine: Machine, key: string, value: unknown) =>
  machine.ok<SettingsAnswer>('settings', 'set', key, JSON.stringify(value))
const fileOf = (machine: Machine) => path.join(machine.data, 'settings.json')

async function agentsOf(machine: Machine): Promise<ReadonlyMap<string, HostAgent>> {
  const { agents } = await machine.ok<{ agents: readonly HostAgent[] }>('agents')
  return new Map(agents.map((agent) => [agent.id, agent]))
}

async function settingsCheck(machine: Machine): Promise<HostCheck | undefined> {
  const { checks } = await machine.ok<{ checks: readonly HostCheck[] }>('doctor')
  return checks.find((check) => check.name === 'settings')
}

describe('settings', () => {
  it('are printed with and without a host, changed by one, and outlive it', async () => {
    const machine = testMachine()
    expect(await settingsOf(machine)).toEqual(defaultSettings)
    const host = await machine.serve()
    expect((await set(machine, 'theme', 'dark')).settings).toEqual({ ...defaultSettings, theme: 'dark' })
    expect(await settingsOf(machine)).toMatchObject({ theme: 'dark' })
    expect(await host.process.end()).toBe(0)
    expect(await settingsOf(machine)).toMatchObject({ theme: 'dark' })
    expect(JSON.parse(readFileSync(fileOf(machine), 'utf8'))).toEqual({ theme: 'dark' })
    const { stdout } = await machine.cli(['settings'], { text: true })
    expect(stdout).toContain('theme          "dark"\n')
  })

  it('are refused with what is wrong, and stay as they were', async () => {
    const machine = testMachine()
    await machine.serve()
    const refused = await machine.refused('settings', 'set', 'executors', '0')
    expect(refused).toMatchObject({
      code: 'settings-invalid',
      facts: { problems: [expect.stringMatching(/^executors/)] },
    })
    expect((await machine.refused('settings', 'set', 'volume', '11')).code).toBe('settings-invalid')
    expect(await machine.cli(['settings', 'set', 'theme', 'dark'])).toMatchObject({ code: 2, stdout: '' })
    expect(await settingsOf(machine)).toEqual(defaultSettings)
  })

  it('that were damaged by hand stay in force, are told of, and kept when others are saved', async () => {
    const machine = testMachine()
    await machine.serve()
    await set(machine, 'executors', 3)
    writeFileSync(fileOf(machine), '{ "executors": ')
    await expect
      .poll(() => settingsCheck(machine), { timeout: 20_000 })
      .toMatchObject({ state: 'warning', remedy: expect.stringMatching(/\S/) })
    expect(await settingsOf(machine)).toMatchObject({ executors: 3 })
    await set(machine, 'theme', 'dark')
    expect(await settingsOf(machine)).toMatchObject({ executors: 3, theme: 'dark' })
    expect(readFileSync(path.join(machine.data, 'settings.damaged-1.json'), 'utf8')).toBe('{ "executors": ')
  })
})

describe('the number of executors', () => {
  it('follows the settings while threads run: more at once, never one taken away', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const host = await machine.serve()
    await set(machine, 'executors', 1)
    const events = machine.follow()
    const wait = steps({ ask: { title: 'Go on?', kind: 'other' } })
    const first = await machine.dispatch(repository, wait)
    const second = await machine.dispatch(repository, wait)
    await events.event('thread.permission-asked', first.thread)
    expect(await machine.show(second.thread)).toMatchObject({ state: 'queued' })
    await set(machine, 'executors', 2)
    await events.event('thread.permission-asked', second.thread)
    expect(slotUse(events.events).most).toBe(2)
    writeFileSync(fileOf(machine), '{ "executors": 1 }')
    await events.event('pool.configured', 'pool', 4)
    expect(await machine.show(first.thread)).toMatchObject({ state: 'needs-you' })
    expect(await machine.show(second.thread)).toMatchObject({ state: 'needs-you' })
    expect(events.all('pool.configured').map(({ limit }) => limit)).toEqual([4, 1, 2, 1])
    expect(await host.process.end()).toBe(0)
  })

  it('is that of --pool where it was given, for this run', async () => {
    const machine = testMachine()
    await machine.serve('--pool', '2')
    const events = machine.follow()
    await set(machine, 'executors', 7)
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const { thread } = await machine.dispatch(repository, 'true')
    await events.event('thread.readied', thread)
    expect(events.all('pool.configured').map(({ limit }) => limit)).toEqual([2])
  })
})

describe('agents', () => {
  it('of one’s own are listed and dispatched to by their id, and what they offer is remembered', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const host = await machine.serve()
    await set(machine, 'customAgents', [mine, { id: 'gone', name: 'Gone', command: 'no-such-agent --acp' }])
    const listed = await agentsOf(machine)
    expect(listed.get('mine')).toMatchObject({
      origin: 'custom',
      command: mine.command,
      choices: null,
      signIn: 'unknown',
      state: { kind: 'ready', path: process.execPath },
    })
    expect(listed.get('gone')?.state).toMatchObject({
      kind: 'missing',
      install: expect.stringContaining('no-such-agent'),
    })
    expect(listed.get('scripted')).toMatchObject({ origin: 'catalogue', command: null })
    expect(await machine.dispatch(repository, 'echo 1 > b.txt', '--agent', 'mine', '--wait')).toMatchObject({
      state: 'ready',
    })
    const refused = await machine.refused('dispatch', '--repo', repository.folder, '--agent', 'gone', '--prompt', 'x')
    expect(refused).toMatchObject({ code: 'agent-not-found', facts: { program: 'no-such-agent' } })
    const { choices } = (await agentsOf(machine)).get('mine') ?? {}
    expect(choices?.modes.map((mode) => mode.id)).toContain('ask')
    expect(await host.process.end()).toBe(0)
    expect((await agentsOf(machine)).get('mine')).toMatchObject({ choices, state: { kind: 'ready' } })
    const { stdout } = await machine.cli(['agents'], { text: true })
    expect(stdout).toMatch(/^ready +mine +My agent\n/m)
  })

  it('get the mode of the settings where a dispatch names none', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    await machine.serve()
    await set(machine, 'agentChoices', { scripted: { mode: 'ask' } })
    const events = machine.follow()
    const { thread } = await machine.dispatch(repository, 'true')
    await events.event('thread.permission-asked', thread)
  })

  it('of one’s own can’t take an id of the catalogue', async () => {
    const machine = testMachine()
    await machine.serve()
    const taken = JSON.stringify([{ ...mine, id: 'scripted' }])
    expect(await machine.refused('settings', 'set', 'customAgents', taken)).toMatchObject({ code: 'settings-invalid' })
  })
})
