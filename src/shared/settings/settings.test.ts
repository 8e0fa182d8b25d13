import { describe, expect, it } from 'vitest'
import { agentProblems, shapeProblems } from './problems.ts'
import { defaultSettings } from './settings.ts'
import { settingsPatch, settingsShape } from './settings-shape.ts'

const agent = { id: 'mine', name: 'Mine', command: 'mine --acp' }

describe('settings', () => {
  it('fill in what a file leaves out, within a field too', () => {
    const notify = { needsYou: true, finished: false, failed: true }
    expect(settingsShape.parse({ notify: { finished: false } })).toEqual({ ...defaultSettings, notify })
  })

  it('fill in limits one by one, so that a file names only what differs', () => {
    const { limits } = settingsShape.parse({ limits: { agents: { mine: 2 }, day: { cost: 5 } } })
    expect(limits).toEqual({ ...defaultSettings.limits, agents: { mine: 2 }, day: { cost: 5 } })
  })

  it('are changed by whole fields: what a patch does not name is not in it', () => {
    expect(settingsPatch.parse({ theme: 'dark' })).toEqual({ theme: 'dark' })
    expect(settingsPatch.parse({})).toEqual({})
    expect(settingsPatch.safeParse({ notify: { finished: false } }).success).toBe(false)
  })

  it.each([
    [{ executors: 0 }, /^executors: /],
    [{ executors: 1.5 }, /^executors: /],
    [{ thme: 'dark' }, /thme/],
    [{ theme: 'pink' }, /^theme: /],
    [{ limits: { ...defaultSettings.limits, agents: { mine: 0 } } }, /^limits\.agents\.mine: /],
    [{ limits: { ...defaultSettings.limits, day: { coins: 5 } } }, /^limits\.day: .*coins/],
    [{ limits: { ...defaultSettings.limits, review: 0 } }, /^limits\.review: /],
    [{ customAgents: [{ ...agent, id: 'No Id' }] }, /^customAgents\.0\.id: lower-case/],
  ])('name the place of what is wrong with %j', (patch, expected) => {
    const parsed = settingsPatch.safeParse(patch)
    expect(parsed.success ? [] : shapeProblems(parsed.error)).toEqual([expect.stringMatching(expected)])
  })

  it('give every agent an id of its own', () => {
    const settings = { ...defaultSettings, customAgents: [agent, { ...agent, id: 'known' }, agent] }
    expect(agentProblems(settings, ['known'])).toEqual([
      expect.stringMatching(/^customAgents\.1\.id: “known”/),
      expect.stringMatching(/^customAgents\.2\.id: “mine” is used twice/),
    ])
    expect(agentProblems({ ...defaultSettings, customAgents: [agent] }, ['known'])).toEqual([])
  })
})
