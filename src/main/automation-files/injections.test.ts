import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PromptBlock } from '../../shared/domain/thread/state.ts'
import type { AutomationId } from '../../shared/kernel/ids.ts'
import { idsOf } from '../automations/dispatch-firing.ts'
import { AutomationWorld } from '../automations/testing/automation-world.ts'
import type { TriggerEvent } from '../ports/trigger.ts'
import { readDefinition } from './definition/read-definition.ts'
import { type Injection, injections } from './testing/injections.ts'
import { sampleContext } from './testing/sample-context.ts'

const asked = ['title', 'body', 'branch', 'files', 'author', 'labels']

const file = `
on:
  issue: { events: [opened] }
if:
  - { field: labels, isNot: question }
  - { field: repository, is: acme/api }
dedupe: "{{event.repository}}#{{event.number}}"
dispatch:
  brief: |
    Look into it.
${asked.map((field) => `    {{event.${field}}}\n`).join('')}    Points: {{event.points}}
  agent: [scripted, second]
  effort: quick
  topology: queue
limits: { cost: 3 }
then: [comment]
`

const harmless: Injection = { name: 'harmless', fields: {} }
const fields = {
  repository: 'acme/api',
  title: 'It crashes',
  body: 'At the start.',
  branch: 'main',
  files: ['a.txt'],
  author: 'octocat',
  labels: ['bug'],
  points: 5,
}

function eventOf({ fields: injected, name, subject, words }: Injection, number: number): TriggerEvent {
  return {
    id: name,
    source: {
      words: words ?? 'An issue',
      link: null,
      outside: true,
      reply: { kind: 'github', host: 'github.com', repository: 'acme/api', number },
    },
    subject: subject ?? 'It crashes',
    fields: { ...fields, ...injected, number },
  }
}

let world: AutomationWorld
let automation: AutomationId
let count = 0

beforeAll(async () => {
  world = new AutomationWorld()
  world.agents = ['scripted', 'second', 'other']
  await world.start()
  await world.open()
  const read = readDefinition(file, { ...sampleContext, agents: world.agents })
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  automation = await world.define('look', read.value.definition)
})

afterAll(() => world.close())

/** Everything that was decided about one event. What only names it, or says when, is the same for all. */
async function dispatched(injection: Injection) {
  count += 1
  const before = world.engine.model.run.size
  const fired = await world.fire(automation, [eventOf(injection, count)])
  expect(fired.ok).toBe(true)
  const firing = await world.firing(automation, injection.name)
  const ids = idsOf(firing.id)
  const { model } = world.engine
  const prompt = model.prompt.get(ids.prompt)
  const run = model.run.get(ids.run)
  const [thread, task] = [model.thread.get(ids.thread), model.task.get(ids.task)]
  return {
    firing,
    title: thread?.title ?? '',
    brief: task?.brief ?? '',
    material: task?.material ?? [],
    blocks: prompt?.blocks ?? [],
    runs: model.run.size - before,
    decided: withoutNames({ run, thread, task }, [...Object.values(ids), firing.id]),
  }
}

/** Words, each of which is looked at by itself; times; and how far the pool has come with it. */
const passing = new Set([
  ...['title', 'goal', 'brief', 'material'],
  ...['createdAt', 'since', 'startedAt', 'queuedAt'],
  ...['state', 'prompts', 'turn', 'session', 'activity'],
])

function withoutNames(value: unknown, ids: readonly string[]): unknown {
  const said = JSON.stringify(value, (key, one: unknown) => (passing.has(key) ? '' : one)) ?? ''
  return JSON.parse(ids.reduce((rest, id) => rest.replaceAll(id, '-'), said))
}

const spelled = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u{e0000}-\u{e0fff}]/u
const textOf = (block: PromptBlock | undefined) => (block?.kind === 'text' ? block.text : '')

describe('an event of somebody who wants to decide', () => {
  it('is one of at least forty', () => {
    expect(injections.length).toBeGreaterThanOrEqual(40)
    expect(new Set(injections.map(({ name }) => name)).size).toBe(injections.length)
  })

  it.each(injections)('$name', async (injection) => {
    const usual = await dispatched({ ...harmless, name: `harmless beside ${injection.name}` })
    const attacked = await dispatched(injection)

    expect(usual.runs).toBe(1)
    expect(attacked.runs).toBe(1)
    expect(attacked.decided).toEqual(usual.decided)
    expect(attacked.decided).toMatchObject({ run: { permissions: { profile: 'restricted', rules: [] } } })
    expect(attacked.firing.source.reply).toMatchObject({ repository: 'acme/api', number: count })
    expect(attacked.firing.key).toBe(`acme/api#${count}`)

    expect(attacked.title).toMatch(/^Look(: |$)/)
    expect(attacked.title.length).toBeLessThan(200)
    expect(attacked.title).not.toMatch(spelled)
    expect(attacked.firing.source.words).not.toMatch(spelled)

    const [brief, warning, ...quotes] = attacked.blocks
    const isPoints = typeof injection.fields.points === 'string'
    const points = isPoints ? '[event.points, quoted below]' : '5'
    expect(brief).toEqual({
      kind: 'text',
      origin: 'plan',
      text: `Look into it.\n${asked.map((field) => `[event.${field}, quoted below]\n`).join('')}Points: ${points}\n`,
    })
    expect(warning).toEqual(usual.blocks[1])
    expect(quotes.map(({ origin }) => origin)).toEqual(quotes.map(() => 'event'))
    expect(quotes).toHaveLength(asked.length + (isPoints ? 2 : 1))
    for (const quote of quotes) {
      const [heading, ...lines] = textOf(quote).split(/\r\n|[\n\r\u0085\u2028\u2029\v\f]/)
      expect(heading).toMatch(
        /^(Where the event is from|event\.\w+)( \(only its beginning: it has \d+ characters\))?:$/,
      )
      for (const line of lines) expect(line).toMatch(/^> /)
      expect(lines.join('').replaceAll('\t', '')).not.toMatch(spelled)
    }
    // What a further attempt is told, too: nothing of the event is in its instruction.
    expect(attacked.brief).toBe(textOf(brief))
    expect(attacked.material).toEqual(attacked.blocks.slice(1))
    expect(quotes.reduce((sum, quote) => sum + textOf(quote).length, 0)).toBeLessThan(100_000)
  })

  it('is dispatched once, however often and with whatever text it is told', async () => {
    const before = world.engine.model.run.size
    const number = 5_000
    await world.fire(
      automation,
      injections.map((injection) => ({ ...eventOf(injection, number), id: `again ${injection.name}` })),
    )
    expect(world.engine.model.run.size - before).toBe(1)
  })
})
