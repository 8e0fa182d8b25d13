import { describe, expect, it } from 'vitest'
import { ok } from '../../../shared/kernel/result.ts'
import { sampleContext } from '../testing/sample-context.ts'
import { readFiles } from './read-folder.ts'

const text = ok('on: { manual: {} }\ndispatch: { brief: Do it. }\n')
const files = Array.from({ length: 20 }, (_, at) => ({ name: `n${at}`, file: `n${at}.yaml`, text }))

/** Turns that the rest of the host gets until something is done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0
  let over = false
  const turn = () => {
    turns += 1
    if (!over) setImmediate(turn)
  }
  setImmediate(turn)
  await work
  over = true
  return turns
}

describe('files of a folder', () => {
  it('are read one by one, and others get a turn in between', async () => {
    expect(await turnsDuring(readFiles(files, sampleContext, () => false))).toBeGreaterThanOrEqual(files.length - 1)
  })

  it('are not read on where the host ends', async () => {
    let asked = 0
    expect(await readFiles(files, sampleContext, () => ++asked > 3)).toBeNull()
    expect(asked).toBe(4)
  })
})
