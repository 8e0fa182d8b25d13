import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ProcessPort } from '../../ports/process.ts'
import { createTestProcesses } from '../agents/testing/processes.ts'
import { systemClock } from '../clock/system-clock.ts'
import { createProgramAwake } from './program-awake.ts'

let folder: string
let processes: ProcessPort

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'awake-'))
  processes = await createTestProcesses(folder)
})

afterEach(async () => {
  await processes.close()
  await rm(folder, { recursive: true, force: true })
})

function awake(platform: NodeJS.Platform = 'linux') {
  const environment = { PATH: `${folder}:${dirname(process.execPath)}:/usr/bin:/bin`, LOG: 'not handed on' }
  return createProgramAwake({ processes, clock: systemClock, platform, environment })
}

/** Stands in for the system's program: notes its arguments, then does what it was told to run. */
async function standIn(name: string, script: string): Promise<() => Promise<string>> {
  const log = join(folder, 'log')
  const file = join(folder, name)
  await writeFile(file, `#!/bin/sh\necho "$@" > '${log}'\n${script}\necho over >> '${log}'\n`)
  await chmod(file, 0o755)
  return () => readFile(log, 'utf8')
}

it.each<[NodeJS.Platform, string, string]>([
  ['linux', 'systemd-inhibit', '--what=idle:sleep --who=Switchyard --why=Two agents work --mode=block cat'],
  ['darwin', 'caffeinate', '-i cat'],
])('holds on %s by its own program until it is released', async (platform, name, args) => {
  const log = await standIn(name, 'cat')
  const port = awake(platform)
  expect(await port.means()).toEqual({ kind: 'ready', by: name })
  const hold = await port.hold('Two agents work')
  expect(hold.held).toBe(true)
  expect(await log()).toBe(`${args}\n`)
  await hold.release()
  // Its input was closed, and it came to its end by that.
  expect(await log()).toBe(`${args}\nover\n`)
  expect(await port.means()).toEqual({ kind: 'ready', by: name })
})

it('ends with the host', async () => {
  const log = await standIn('systemd-inhibit', 'cat')
  expect((await awake().hold('Work')).held).toBe(true)
  await processes.close()
  await vi.waitFor(async () => expect(await log()).toContain('over'))
})

it('says so where the program refuses, and holds nothing', async () => {
  await standIn('systemd-inhibit', 'echo "Access denied" >&2; exit 1')
  const port = awake()
  const hold = await port.hold('Work')
  expect(hold.held).toBe(false)
  await hold.release()
  expect(await port.means()).toMatchObject({ kind: 'none', why: expect.stringContaining('refused') })
})

it('says so where there is no such program or no such way', async () => {
  const environment = { PATH: folder }
  const port = createProgramAwake({ processes, clock: systemClock, platform: 'linux', environment })
  expect(await port.means()).toMatchObject({ kind: 'none', why: expect.stringContaining('systemd-inhibit') })
  expect((await port.hold('Work')).held).toBe(false)
  expect(await awake('win32').means()).toMatchObject({ kind: 'none', why: expect.stringContaining('win32') })
})
