import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { root } from './lib/root.ts'

const oldVersion = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' })\n"

/** Each script here says on which Node it runs and with what arguments, then ends or waits. */
const scripts = {
  ends: 'process.stdout.write(JSON.stringify(process.argv.slice(2)))\nprocess.exitCode = 5\n',
  waits: `process.on('SIGTERM', () => process.exit(7))
          setInterval(() => undefined, 1000)
          process.stdout.write('waiting')\n`,
  dies: "process.stdout.write('dying')\nprocess.kill(process.pid, 'SIGKILL')\n",
}

describe('starting a script', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'switchyard-run-'))
    mkdirSync(join(folder, 'scripts'))
    cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true })
    copyFileSync(join(root, 'scripts/run.cjs'), join(folder, 'scripts/run.cjs'))
    writeFileSync(join(folder, 'old.cjs'), oldVersion)
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
    for (const [name, text] of Object.entries(scripts)) writeFileSync(join(folder, 'scripts', `${name}.ts`), text)
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const pin = (): void => {
    const platform = process.platform === 'win32' ? 'win' : process.platform
    const file = join(folder, 'node_modules', `node-${platform}-${process.arch}`, 'bin/node')
    mkdirSync(dirname(file), { recursive: true })
    symlinkSync(process.execPath, file)
  }

  const start = (args: readonly string[], nodeArgs: readonly string[] = []): ChildProcess =>
    spawn(process.execPath, [...nodeArgs, join(folder, 'scripts/run.cjs'), ...args], { stdio: 'pipe', env: {} })

  const end = async (child: ChildProcess): Promise<{ code: unknown; signal: unknown; out: string; err: string }> => {
    let out = ''
    let err = ''
    child.stdout?.on('data', (chunk) => {
      out += chunk
    })
    child.stderr?.on('data', (chunk) => {
      err += chunk
    })
    const [code, signal] = await once(child, 'close')
    return { code, signal, out, err }
  }

  const startOnOldNode = (...args: readonly string[]): ChildProcess =>
    start(args, [`--require=${join(folder, 'old.cjs')}`])

  it('runs it in place on a new Node, with its arguments and exit code', async () => {
    expect(await end(start(['ends', 'a', 'b c']))).toEqual({ code: 5, signal: null, out: '["a","b c"]', err: '' })
  })

  it('goes on with the pinned Node on an old one, passing the exit code on', async () => {
    pin()
    expect(await end(startOnOldNode('ends', 'a'))).toEqual({ code: 5, signal: null, out: '["a"]', err: '' })
  })

  it('says in exactly one line what is missing on an old Node without a pinned one', async () => {
    const result = await end(startOnOldNode('ends'))
    expect(result).toMatchObject({ code: 1, out: '' })
    expect(result.err).toMatch(/^Switchyard needs Node 22\.18 or newer, this is 20\.20\.2: [^\n]+\n$/)
  })

  it('passes a signal on and ends as the script ends', async () => {
    pin()
    const child = startOnOldNode('waits')
    child.stdout?.once('data', () => child.kill('SIGTERM'))
    expect(await end(child)).toMatchObject({ code: 7, signal: null })
  })

  it('ends by the signal that ended the script', async () => {
    pin()
    expect(await end(startOnOldNode('dies'))).toMatchObject({ signal: 'SIGKILL' })
  })

  it.each([[['nothing']], [[]], [['../bin/switchyard']]])('refuses %j in one line', async (args) => {
    const result = await end(start(args))
    expect(result.code).toBe(1)
    expect(result.err.split('\n')).toHaveLength(2)
  })
})
