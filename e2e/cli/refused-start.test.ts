import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { testMachine } from './kit/machine.ts'

describe('a host that cannot start says why and changes nothing', () => {
  it('where the data folder is a file', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    writeFileSync(machine.data, 'a file\n')
    const before = repository.state()
    for (const args of [
      ['serve'],
      ['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--prompt', 'true'],
    ]) {
      const refusal = await machine.refused(...args)
      expect(refusal.code).toMatch(/^(data|store)-unwritable$/)
      expect(refusal.message).toContain(machine.data)
    }
    expect(machine.processes()).toEqual([])
    expect(repository.state()).toEqual(before)
  })

  it('where the folder above the data folder is a file', async () => {
    const machine = testMachine()
    const file = path.join(machine.folder, 'file')
    writeFileSync(file, '')
    const refusal = await machine.refused('serve', '--data', path.join(file, 'data'))
    expect(refusal.code).toBe('data-unwritable')
  })

  it('where the port is taken', async () => {
    const machine = testMachine()
    const server = createServer()
    onTestFinished(() => new Promise((resolve) => server.close(() => resolve())))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const refusal = await machine.refused('serve', '--port', String(port))
    expect(refusal).toMatchObject({ code: 'port-taken', message: expect.stringContaining(String(port)) })
    expect(machine.processes()).toEqual([])
    expect(existsSync(path.join(machine.data, 'host.lock'))).toBe(false)
    await machine.serve('--port', '0')
  })

  it('where the address is not of this machine', async () => {
    const machine = testMachine()
    expect((await machine.refused('serve', '--host', '192.0.2.1')).code).toBe('address-unavailable')
  })

  it('where another host has the data folder, and says which', async () => {
    const machine = testMachine()
    const first = await machine.serve()
    const lock = readFileSync(path.join(machine.data, 'host.lock'), 'utf8')
    const refusal = await machine.refused('serve')
    expect(refusal).toMatchObject({ code: 'host-running', facts: { pid: first.pid, url: first.url } })
    expect(readFileSync(path.join(machine.data, 'host.lock'), 'utf8')).toBe(lock)
    expect(readdirSync(machine.data).filter((name) => name.startsWith('host.lock.'))).toEqual([])
    expect(await machine.ok('threads')).toEqual({ threads: [] })
  })

  it('but takes over from one that was killed', async () => {
    const machine = testMachine()
    const first = await machine.serve()
    first.process.signal('SIGKILL')
    await first.process.exit
    const next = await machine.serve()
    expect(next.pid).not.toBe(first.pid)
    await machine.ok('threads')
  })
})
