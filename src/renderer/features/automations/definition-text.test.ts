import { describe, expect, it } from 'vitest'
import type { AutomationDefinition } from '../../../shared/domain/automation/definition.ts'
import { definitionText } from './definition-text.ts'

const definition: AutomationDefinition = {
  on: { issue: { events: ['opened'] } },
  if: [{ field: 'labels', test: { kind: 'isNot', value: 'question' } }],
  dedupe: [{ kind: 'variable', path: ['number'] }],
  dispatch: {
    brief: [
      { kind: 'text', text: 'Find the cause of\n' },
      { kind: 'variable', path: ['title'] },
    ],
    agents: [],
    effort: 'proven',
    topology: null,
    permissions: null,
    gates: ['npm test'],
  },
  limits: { parallel: 2, cooldownMs: null, cost: null, costPerDay: null, quiet: null, quietThen: 'hold' },
  afterwards: [{ kind: 'start', name: 'report' }],
}

describe('a definition as text', () => {
  it('has every setting on a line of its own', () => {
    const lines = definitionText(definition).split('\n')
    expect(lines).toContain('      - opened')
    expect(lines).toContain('dedupe: {{event.number}}')
    expect(lines).toContain('  brief: Find the cause of')
    expect(lines).toContain('         {{event.title}}')
    expect(lines).toContain('  agents: none')
    expect(lines).toContain('    start: report')
    expect(lines).toContain('then:')
    expect(lines.at(-1)).toBe('')
  })

  it('differs in one line where one setting does', () => {
    const more = { ...definition, limits: { ...definition.limits, parallel: 9 } }
    const [before, after] = [definition, more].map((one) => definitionText(one).split('\n'))
    expect(after?.filter((line) => before?.includes(line) === false)).toEqual(['  parallel: 9'])
  })
})
