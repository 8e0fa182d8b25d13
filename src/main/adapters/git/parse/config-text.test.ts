import { writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { makeRepository } from '../testing/repository.ts'
import { parseConfigList } from './config-list.ts'
import { configText } from './config-text.ts'

const repository = makeRepository()
afterAll(() => repository.dispose())

it('writes configuration that git reads back as it was', async () => {
  const file = path.join(repository.sandbox, 'config')
  const value = fc.string({ unit: 'grapheme' }).filter((text) => !/[\0\r\b]/.test(text))
  const subsection = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\0\n\r]/.test(text))
  const pair = fc.oneof(
    fc.tuple(fc.constantFrom('user.name', 'core.eol'), value),
    fc.tuple(
      subsection.map((name) => `filter.${name}.clean`),
      value,
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(pair), async (pairs) => {
      writeFileSync(file, configText(pairs))
      const listed = await repository.runner.run({ args: ['config', '--file', file, '--list', '--show-scope', '-z'] })
      const entries = listed.ok ? parseConfigList(listed.value.stdout) : []
      expect(entries.map((entry) => [entry.key, entry.value])).toEqual(pairs)
    }),
    { numRuns: 60 },
  )
})
