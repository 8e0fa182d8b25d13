import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { ManagedProcess } from '../../ports/process.ts'
import { createBatchParser, createObjectReader, type GitObject } from './object-reader.ts'
import { makeRepository } from './testing/repository.ts'
import { codeOf, valueIn } from './testing/worktree-fixture.ts'

const repository = makeRepository({ files: { a: 'one\n', 'b.bin': Buffer.from([0, 10, 255, 10]) } })
afterAll(() => repository.dispose())

function counting() {
  const started: ManagedProcess[] = []
  const runner: typeof repository.runner = {
    ...repository.runner,
    async open(call) {
      const opened = await repository.runner.open(call)
      if (opened.ok) started.push(opened.value)
      return opened
    },
  }
  return { started, reader: createObjectReader(runner, repository.gitDirectory) }
}

describe('object reader', () => {
  it('answers many reads at once, in their order, from one process', async () => {
    const { started, reader } = counting()
    const names = ['HEAD:a', 'HEAD:gone', 'HEAD:b.bin', '0'.repeat(40)]
    const reads = await Promise.all(names.map((name) => reader.read(name)))
    expect(reads.map((read) => valueIn(read)?.content ?? null)).toEqual([
      Buffer.from('one\n'),
      null,
      Buffer.from([0, 10, 255, 10]),
      null,
    ])
    expect(started).toHaveLength(1)
    await reader.close()
  })

  it('tells what an object is without its content, between reads of contents', async () => {
    const { started, reader } = counting()
    const oid = valueIn(await reader.info('HEAD:b.bin'))?.oid
    const asked = [reader.info('HEAD:b.bin'), reader.read('HEAD:a'), reader.info('HEAD:gone'), reader.info('HEAD:a')]
    const [binary, content, gone, text] = (await Promise.all(asked)).map((answer) => valueIn<object | null>(answer))
    expect(binary).toEqual({ oid, type: 'blob', size: 4 })
    expect(content).toMatchObject({ content: Buffer.from('one\n') })
    expect([gone, text]).toEqual([null, expect.objectContaining({ type: 'blob', size: 4 })])
    expect(started).toHaveLength(1)
    await reader.close()
  })

  it('opens again when its process died, and sees new objects', async () => {
    const { started, reader } = counting()
    await reader.read('HEAD')
    await started[0]?.terminate(0)
    const oid = repository.commit({ c: 'c' })
    const reads = await Promise.all([reader.read(oid), reader.read('HEAD')])
    expect(reads.map((read) => valueIn(read)?.oid)).toEqual([oid, oid])
    expect(started).toHaveLength(2)
    await reader.close()
    expect(codeOf(await reader.read('HEAD'))).toBe('git-failed')
    expect((await Promise.all(started.map((each) => each.exited))).length).toBe(2)
  })
})

it('parses answers in any pieces', () => {
  const answer = fc.oneof(fc.constant(null), fc.uint8Array())
  fc.assert(
    fc.property(fc.array(answer), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (answers, pieces) => {
      const output = Buffer.concat(
        answers.map((content) =>
          content === null
            ? Buffer.from('ab missing\n')
            : Buffer.concat([Buffer.from(`ab blob ${content.length}\n`), content, Buffer.from('\n')]),
        ),
      )
      const parsed: (GitObject | null)[] = []
      const parse = createBatchParser((answer) => parsed.push(answer as GitObject | null))
      for (let at = 0, n = 0; at < output.length; n += 1) {
        const size = pieces[n % pieces.length] ?? 1
        parse(output.subarray(at, at + size))
        at += size
      }
      expect(parsed.map((object) => object && [...object.content])).toEqual(answers.map((each) => each && [...each]))
    }),
  )
})
