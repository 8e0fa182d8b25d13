import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../../ports/testing/manual-clock.ts'
import { Journal } from './journal.ts'
import { createRedaction } from './redaction.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acp-journal-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

function journal(redact: (text: string) => string = (text) => text): Journal {
  return new Journal({ folder, name: 'one', clock: createManualClock(1000), redact })
}

describe('journal', () => {
  it('keeps direction, time and order', async () => {
    const subject = journal()
    subject.add('>', '{"id":1}')
    subject.add('<', '{"id":1,"result":{}}')
    subject.add('#', 'remark')
    await subject.close()
    expect(await readFile(join(folder, 'one.log'), 'utf8')).toBe(
      '1000 > {"id":1}\n1000 < {"id":1,"result":{}}\n1000 # remark\n',
    )
  })

  it('continues the file of an earlier session and replaces the older file when full', async () => {
    await writeFile(join(folder, 'one.log'), 'x'.repeat(2 * 1024 * 1024 - 10))
    const subject = journal()
    subject.add('<', 'the newest line')
    await subject.close()
    expect((await readdir(folder)).toSorted()).toEqual(['one.log', 'one.old.log'])
    expect(await readFile(join(folder, 'one.log'), 'utf8')).toBe('1000 < the newest line\n')
    expect((await stat(join(folder, 'one.old.log'))).size).toBe(2 * 1024 * 1024 - 10)
  })

  it('forgets the oldest lines when they come faster than they are written, and says so', async () => {
    const subject = journal()
    for (let line = 0; line < 60; line += 1) subject.add('<', String(line).padEnd(60_000, '.'))
    await subject.close()
    const text = await readFile(join(folder, 'one.log'), 'utf8')
    expect(text).toMatch(/^# \d+ lines came too fast/)
    expect(text).toContain(' < 59.')
    expect(text.length).toBeLessThan(2 * 1024 * 1024)
  })

  it('cuts a huge line without leaving part of a secret', async () => {
    const secret = 'abcdefghijklmnop'
    const subject = journal(createRedaction({ KEY: secret }))
    subject.add('<', 'x'.repeat(64 * 1024 - 8) + secret + 'y'.repeat(1000))
    await subject.close()
    expect(await readFile(join(folder, 'one.log'), 'utf8')).not.toContain('abcd')
  })

  it('never fails its session when it cannot write', async () => {
    await writeFile(join(folder, 'blocked'), '')
    const subject = new Journal({
      folder: join(folder, 'blocked'),
      name: 'one',
      clock: createManualClock(),
      redact: (text) => text,
    })
    subject.add('<', 'line')
    await subject.close()
    expect(subject.failure).toBeInstanceOf(Error)
  })
})

describe('redaction', () => {
  it('hides values as they are and as JSON writes them, longest first, but not short ones', () => {
    const redact = createRedaction({ A: 'quote"d value', B: 'quote"d', C: '1', D: 'a\nb long' })
    expect(redact('quote"d value | quote\\"d value | quote"d | 1 | a\\nb long')).toBe('«A» | «A» | «B» | 1 | «D»')
  })
})
