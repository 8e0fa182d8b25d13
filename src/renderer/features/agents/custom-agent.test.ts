import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeSettings } from '../../../shared/settings/change-settings.ts'
import { defaultSettings } from '../../../shared/settings/settings.ts'
import { idOf, isSound, problemsOf, trimmed } from './custom-agent.ts'

describe('a draft of an agent', () => {
  it('is sound exactly where the host takes it', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('mine', 'known', 'a'.repeat(41), 'n'.repeat(61), ' mine ', '-x', 'Ü'),
    )
    fc.assert(
      fc.property(fc.record({ id: text, name: text, command: text }), (draft) => {
        const saved = changeSettings(defaultSettings, { customAgents: [trimmed(draft)] }, ['known'])
        expect(isSound(problemsOf(draft, ['known']))).toBe(saved.ok)
      }),
    )
  })

  it('says what is wrong at each field', () => {
    expect(problemsOf({ id: 'known', name: '', command: ' ' }, ['known'])).toEqual({
      id: 'Another agent has this id.',
      name: 'Give it a name.',
      command: 'Write the command that starts it.',
    })
  })
})

describe('an id made of a name', () => {
  it.each([
    ['My Agent (local)', 'my-agent-local'],
    ['Änderung', 'anderung'],
    ['  --x', 'x'],
    ['日本', ''],
  ])('%s gives %j', (name, id) => {
    expect(idOf(name)).toBe(id)
  })

  it('is an id or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(idOf(name)).toMatch(/^$|^[a-z0-9][a-z0-9-]{0,39}$/)
      }),
    )
  })
})
