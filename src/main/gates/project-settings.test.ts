import { describe, expect, it } from 'vitest'
import { parseProjectSettings } from './project-settings.ts'

const parse = (text: string) => parseProjectSettings(text, '.switchyard/project.yaml')

describe('the settings of a project', () => {
  it('reads how work goes together, each by itself', () => {
    const of = (text: string) => {
      const read = parse(text)
      return read.ok ? read.value.coordination : read.error.message
    }
    expect(of('topology: adaptive\nteams: automatic')).toEqual({ topology: 'adaptive', teams: 'automatic' })
    expect(of('topology: team')).toEqual({ topology: 'team', teams: 'ask' })
    expect(of('gates: []')).toBeUndefined()
    expect(of('topology: star')).toContain('line 1, column 1: topology is queue, adaptive or team.')
    expect(of('topology: queue\nteams: yes')).toContain('line 2, column 1: teams is ask or automatic.')
  })

  it('reads what negotiations may use, and what is forced in the end', () => {
    const of = (text: string) => {
      const read = parse(text)
      return read.ok ? read.value.negotiations : read.error.message
    }
    expect(of('negotiations:\n  rounds: 2\n  messages: 6\n  tokens: 9000\n  minutes: 5\n  atCap: arbiter')).toEqual({
      rounds: 2,
      messages: 6,
      tokens: 9000,
      minutes: 5,
      atCap: 'arbiter',
    })
    expect(of('negotiations:\n  atCap: ask\n  rounds:')).toEqual({ atCap: 'ask' })
    expect(of('negotiations:')).toBeUndefined()
    expect(of('negotiations:\n  rounds: 2\n  atCap: fight')).toContain(
      'line 3, column 3: atCap is serialize, arbiter or ask.',
    )
    expect(of('negotiations:\n  messages: 1')).toContain('line 2, column 3: messages is a whole number from 2 to 200.')
    expect(of('negotiations:\n  minutes: 1.5')).toContain('line 2, column 3: minutes is a whole number')
    expect(of('negotiations:\n  cap: 1')).toContain('line 2, column 3: There is no setting cap of negotiations.')
    expect(of('topology: team\nnegotiations: 3')).toContain('line 2, column 1: negotiations holds settings by name.')
  })

  it('name its gates and how long each may take', () => {
    const text = '# checks\ngates:\n  - npm test\n  - "npm run lint"\n  - npm test\ngateTimeoutMinutes: 0.5\n'
    expect(parse(text)).toEqual({ ok: true, value: { gates: ['npm test', 'npm run lint'], gateTimeoutMs: 30_000 } })
  })

  it.each(['', '# nothing yet\n', 'gates:\n', 'gates: []\n'])('may name none: %j', (text) => {
    expect(parse(text)).toEqual({ ok: true, value: { gates: [], gateTimeoutMs: 600_000 } })
  })

  it.each([
    ['gates: npm test\n', 1, 1],
    ['gates:\n  - npm test\n  - 7\n', 3, 5],
    ['gates:\n  - npm test\n  - ""\n', 3, 5],
    ['gates:\n  - npm test\ngatez: []\n', 3, 1],
    ['gates: []\ngateTimeoutMinutes: soon\n', 2, 1],
    ['gates: []\ngateTimeoutMinutes: -1\n', 2, 1],
    ['gates: []\ngates: []\n', 2, 1],
    ['gates: [\n', 2, 1],
    ['just a text\n', 1, 1],
    ['- a\n- list\n', 1, 1],
    [`gates:\n${'  - x\n'.repeat(21)}`, 1, 1],
  ])('are refused at the place: %j', (text, line, column) => {
    const refused = parse(text)
    expect(refused).toMatchObject({ ok: false, error: { code: 'project-file', facts: { line, column } } })
    const message = refused.ok ? '' : refused.error.message
    expect(message).toContain(`.switchyard/project.yaml, line ${line}, column ${column}: `)
    expect(message).not.toContain('..')
  })
})
