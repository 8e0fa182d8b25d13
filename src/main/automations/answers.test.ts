import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AutomationDefinition } from '../../shared/domain/automation/definition.ts'
import type { Automation } from '../../shared/domain/automation/state.ts'
import { definitionWith } from '../../shared/domain/testing/automations.ts'
import { failure } from '../../shared/kernel/failure.ts'
import type { AutomationId } from '../../shared/kernel/ids.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import type { Trigger } from '../ports/trigger.ts'
import { manualTrigger } from '../triggers/manual.ts'
import { automationAnswers } from './answers.ts'
import type { DefinitionSource } from './definition-source.ts'
import { AutomationWorld, issueEvent, projectId } from './testing/automation-world.ts'

const issue: Trigger = {
  kind: 'issue',
  title: 'GitHub issue',
  outside: true,
  settings: z.strictObject({}),
  fields: [
    { name: 'title', kind: 'text', words: 'Its title', example: 'Crash at start' },
    { name: 'author.name', kind: 'text', words: 'Who opened it', example: 'octocat' },
  ],
  words: () => 'An issue is opened',
  next: (_settings, now) => now + 1_000,
  begin: () => undefined,
}

const briefed: Partial<AutomationDefinition> = {
  on: { issue: {} },
  if: [{ field: 'author.name', test: { kind: 'isNot', value: 'bot' } }],
  dispatch: { ...definitionWith().dispatch, brief: [{ kind: 'variable', path: ['title'] }], gates: ['npm test'] },
  afterwards: [{ kind: 'comment' }],
}

/** A host that is asked, whose files a test writes. */
async function asked(more: Partial<AutomationDefinition> = briefed, limits = {}) {
  const world = new AutomationWorld()
  await world.start()
  const files = new Map<string, AutomationDefinition>([['look', definitionWith(limits, more)]])
  const source: DefinitionSource = {
    async refresh({ name, project }) {
      const definition = files.get(name)
      if (definition === undefined) return err(failure('automation-unknown', 'No such file.', 'Write it.'))
      const automation = `${project.id}:${name}` as AutomationId
      const file = { kind: 'good', revision: JSON.stringify(definition), definition, outside: [] } as const
      const payload = { automation, project: project.id, name, scope: 'project', by: 'file', file } as const
      await world.engine.report({ id: world.ids.next(), command: { type: 'automation.report-file', payload } })
      return ok(automation)
    },
    async parse(text) {
      if (text === 'wrong') {
        return err([{ code: 'x', message: 'There is no field brif.', remedy: 'Write brief.', line: 3, column: 5 }])
      }
      return ok({ definition: JSON.parse(text) as AutomationDefinition, revision: text })
    },
    fileOf: ({ name }: Pick<Automation, 'name'>) => `.switchyard/automations/${name}.yaml`,
  }
  const triggers = new Map([issue, manualTrigger()].map((one) => [one.kind, one]))
  const parts = world.parts()
  const answers = automationAnswers({
    ...parts,
    engine: world.engine,
    git: world.git,
    files: source,
    triggers,
  })
  return { world, answers, files }
}

const event = { title: 'Crash', author: { name: 'ada' } }
const tried = { scope: 'project', name: 'look', event: { sample: true } } as const

describe('firing by name', () => {
  it('makes the folder a project, reads the file at once, and waits for the run', async () => {
    const { answers, world } = await asked()
    const fired = await answers.fire({ repository: '/project', name: 'look', event })
    expect(fired).toMatchObject({ ok: true, value: { decision: 'dispatched', reason: 'nothing stands against it' } })
    const run = fired.ok ? fired.value.run : null
    expect(world.engine.model.run.get(run ?? '')).toMatchObject({
      automation: { name: 'look' },
      permissions: { profile: 'restricted' },
    })
  })

  it('answers what was skipped or held, and why', async () => {
    const { answers, world } = await asked(briefed, { parallel: 1 })
    const skipped = await answers.fire({
      repository: '/project',
      name: 'look',
      event: { ...event, author: { name: 'bot' } },
    })
    expect(skipped).toMatchObject({ value: { decision: 'skipped', reason: 'author.name is bot', run: null } })
    await answers.fire({ repository: '/project', name: 'look', event })
    const held = await answers.fire({ repository: '/project', name: 'look', event })
    expect(held).toMatchObject({ value: { decision: 'held', run: null } })
    expect(held.ok && held.value.reason).toContain('1 is under way')
    expect(world.engine.model.project.size).toBe(1)
  })

  it('refuses what is not there', async () => {
    const { answers } = await asked()
    expect(await answers.fire({ repository: 'project', name: 'look' })).toMatchObject({
      error: { code: 'folder-relative' },
    })
    expect(await answers.fire({ repository: '/none', name: 'look' })).toMatchObject({
      error: { code: 'not-a-repository' },
    })
    expect(await answers.fire({ repository: '/project', name: 'none' })).toMatchObject({
      error: { code: 'automation-unknown' },
    })
  })
})

describe('a dry run', () => {
  async function open() {
    const { answers, world } = await asked()
    await answers.fire({ repository: '/project', name: 'look', event })
    const [project] = [...world.engine.model.project.values()]
    if (project === undefined) throw new Error('no project')
    return { answers, world, project: project.id }
  }

  it('says what a sample would come to, and leaves no trace', async () => {
    const { answers, project, world } = await open()
    const before = world.engine.sequence
    const run = await answers.dryRun({ ...tried, project })
    expect(run).toMatchObject({
      value: {
        subject: 'Crash at start',
        source: { outside: true },
        filters: [{ words: 'author.name is not bot', passed: true }],
        decision: { kind: 'dispatched' },
        title: 'Look: Crash at start',
        agents: ['scripted'],
        effort: 'standard',
        topology: 'queue',
        permissions: { profile: 'restricted', rules: [] },
        afterwards: ['A comment is drafted for where the event came from.'],
        estimate: { cost: 'unknown' },
      },
    })
    expect(run.ok && run.value.limits).toContain('There is no sandbox here: the network is not cut.')
    expect(run.ok && run.value.blocks.at(-1)).toMatchObject({
      origin: 'event',
      text: expect.stringContaining('> Crash at start'),
    })
    expect(world.engine.sequence).toBe(before)
  })

  it('tries a text that is no file yet on what an earlier event said', async () => {
    const { answers, project, world } = await open()
    const [firing] = [...world.engine.model.firing.values()]
    if (firing === undefined) throw new Error('nothing fired')
    const text = JSON.stringify(definitionWith({}, { ...briefed, dedupe: [{ kind: 'variable', path: ['number'] }] }))
    const run = await answers.dryRun({ ...tried, project, name: 'other', text, event: { firing: firing.id } })
    expect(run).toMatchObject({ value: { subject: 'Crash', decision: { kind: 'skipped', code: 'fault' } } })
    expect(run.ok && run.value.reason).toContain('event.number')
  })

  it('knows keys that were dispatched before', async () => {
    const keyed = { ...briefed, dedupe: [{ kind: 'variable', path: ['title'] }] } as const
    const { answers, world } = await asked(keyed)
    await answers.fire({ repository: '/project', name: 'look', event })
    await world.settle()
    const [project] = [...world.engine.model.project.values()]
    const run = await answers.dryRun({ ...tried, project: project?.id ?? projectId, event: { pasted: event } })
    expect(run).toMatchObject({ value: { key: 'Crash', decision: { kind: 'skipped', code: 'duplicate' } } })
  })

  it('says where a text is wrong', async () => {
    const { answers, project } = await open()
    const run = await answers.dryRun({ ...tried, project, text: 'wrong' })
    expect(run).toMatchObject({ error: { code: 'automation-broken', remedy: 'Write brief.' } })
    expect(!run.ok && run.error.message).toContain('Line 3, column 5')
  })

  it('can’t be made of what is no longer kept', async () => {
    const { answers, project, world } = await open()
    const [firing] = [...world.engine.model.firing.values()]
    await world.memory.expirePayloads(Number.MAX_SAFE_INTEGER)
    const run = await answers.dryRun({ ...tried, project, event: { firing: firing?.id ?? ('' as never) } })
    expect(run).toMatchObject({ error: { code: 'event-forgotten' } })
    expect(await answers.event({ firing: firing?.id ?? ('' as never) })).toEqual({ fields: null })
  })
})

describe('what is known of an automation beside its state', () => {
  it('is its file, when it fires, and when next while it is on', async () => {
    const { answers, world } = await asked()
    await world.open()
    const automation = await world.define('look', definitionWith({}, briefed))
    await world.define('by-hand', definitionWith())
    const facts = await answers.facts({ project: projectId })
    expect(facts.map(({ file, when, next }) => [file, when, next])).toEqual([
      ['.switchyard/automations/look.yaml', 'An issue is opened', world.clock.now() + 1_000],
      ['.switchyard/automations/by-hand.yaml', 'When somebody runs it', null],
    ])
    await world.send({ type: 'automation.switch', payload: { automation, on: false } })
    expect((await answers.facts({ project: projectId }))[0]?.next).toBeNull()
    await world.fire(automation, [issueEvent('1', event)])
    expect((await answers.firings({ automation, limit: 10 })).rows).toHaveLength(1)
  })
})
