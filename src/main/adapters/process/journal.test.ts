import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Journal } from './journal.ts'

describe('journal', () => {
  let folder: string
  let file: string
  let opened: Journal[]

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sy-journal-'))
    file = join(folder, 'data', 'processes.jsonl')
    opened = []
  })

  afterEach(() => {
    for (const journal of opened) journal.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = () => {
    const journal = new Journal(file)
    opened.push(journal)
    return journal
  }
  const identity = { pid: 7, startTime: '123@boot' }

  it('tells the next writer what was announced, started and not ended', () => {
    const journal = open()
    journal.announce('m1', 'ended')
    journal.announce('m2', 'running')
    journal.announce('m3', 'announced')
    journal.started('m1', { pid: 6, startTime: '1' })
    journal.started('m2', identity)
    journal.ended('m1')
    expect(open().inherited).toEqual([
      { marker: 'm2', owner: 'running', identity },
      { marker: 'm3', owner: 'announced', identity: null },
    ])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('survives a line cut short at any place', () => {
    const journal = open()
    journal.announce('m1', 'kept')
    journal.started('m1', identity)
    const whole = readFileSync(file)
    journal.announce('m2', 'ünterbrochen')
    const line = readFileSync(file).subarray(whole.length)
    for (let length = 1; length < line.length - 1; length++) {
      rmSync(file)
      appendFileSync(file, Buffer.concat([whole, line.subarray(0, length)]))
      const next = open()
      const before = next.inherited.map((record) => record.owner)
      expect([['kept'], ['kept', 'ünterbrochen']]).toContainEqual(before)
      next.announce('m3', 'after')
      expect(open().inherited.map((record) => record.owner)).toEqual([...before, 'after'])
    }
  })

  it('stays small while processes come and go, and keeps those that run', () => {
    const journal = open()
    journal.announce('long', 'long')
    journal.started('long', identity)
    for (let at = 0; at < 2000; at++) {
      journal.announce(`m${at}`, 'short')
      journal.ended(`m${at}`)
    }
    expect(statSync(file).size).toBeLessThan(64_000)
    expect(open().inherited).toEqual([{ marker: 'long', owner: 'long', identity }])
  })

  it('forgets only what was there before when it is cleared', () => {
    open().announce('old', 'old')
    const journal = open()
    journal.announce('new', 'new')
    journal.clearInherited()
    expect(journal.inherited).toEqual([])
    expect(open().inherited.map((record) => record.owner)).toEqual(['new'])
  })
})
