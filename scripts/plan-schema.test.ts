import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parsePlanFile } from '../src/main/orchestrator/plan-file/parse-plan-file.ts'
import { planSchema } from './lib/plan-schema.ts'
import { root } from './lib/root.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

describe('plan files in the documentation', () => {
  it('have a schema that is current: node scripts/plan-schema.ts && npm run format', () => {
    expect(JSON.parse(read('docs/plan.schema.json'))).toEqual(JSON.parse(planSchema()))
  })

  it('are plans', () => {
    const examples = [...read('docs/plans.md').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '')
    expect(examples.length).toBeGreaterThan(1)
    let count = 0
    const context = {
      defaultAgent: { kind: 'catalogue', id: 'scripted' } as const,
      projectGates: [],
      agents: ['scripted'],
      newId: () => `t${++count}`,
    }
    expect(examples.map((text) => parsePlanFile(text, context)).filter((parsed) => !parsed.ok)).toEqual([])
  })
})
