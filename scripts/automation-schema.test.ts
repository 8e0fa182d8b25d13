import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { automationSchema } from './lib/automation-schema.ts'
import { root } from './lib/root.ts'

describe('the published schema of automations', () => {
  it('is current: node scripts/automation-schema.ts && npm run format', () => {
    const published: unknown = JSON.parse(readFileSync(join(root, 'docs/automation.schema.json'), 'utf8'))
    expect(published).toEqual(JSON.parse(automationSchema()))
  })
})
