import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { cronerCron } from '../src/main/adapters/cron/croner-cron.ts'
import { re2Patterns } from '../src/main/adapters/text-pattern/re2-patterns.ts'
import { mustacheTemplates } from '../src/main/adapters/text-template/mustache-templates.ts'
import { type ReadContext, readDefinition } from '../src/main/automation-files/definition/read-definition.ts'
import { writtenAutomation } from '../src/main/automation-files/definition/written-automation.ts'
import { sampleEvent } from '../src/main/automations/pasted-event.ts'
import { AutomationWorld } from '../src/main/automations/testing/automation-world.ts'
import { openTriggers } from '../src/main/triggers/registry.ts'
import type { TriggerServices } from '../src/main/triggers/services.ts'
import { signedMessage } from '../src/main/triggers/signatures.ts'
import { type AutomationDefinition, automationLimits } from '../src/shared/domain/automation/definition.ts'
import { quoteLimits } from '../src/shared/domain/automation/quote-event.ts'
import { renderBrief } from '../src/shared/domain/automation/render-brief.ts'
import { outboundLimits } from '../src/shared/domain/outbound/state.ts'
import { permissionLimits } from '../src/shared/domain/permission/policy.ts'
import { root } from './lib/root.ts'

const text = readFileSync(join(root, 'docs/automations.md'), 'utf8')
/** Only read about: none is begun. */
const triggers = openTriggers({ cron: cronerCron } as TriggerServices)
const context: ReadContext = {
  scope: 'project',
  triggers,
  agents: null,
  templates: mustacheTemplates,
  patterns: re2Patterns,
}

function blocks(language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block,
  )
}

const examples = blocks('yaml')

function definitionOf(example: string): AutomationDefinition {
  const read = readDefinition(example, context)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value.definition
}

/** What stands below a heading of that level, up to the next one. */
function section(heading: string): string {
  const found = text.split(/^#{2,3} /m).find((part) => part.startsWith(`${heading}\n`))
  if (found === undefined) throw new Error(`no section ${heading}`)
  return found
}

function firstCells(part: string): readonly string[] {
  return [...part.matchAll(/^\| `([\w.-]+)(?:: NAME)?` \|/gm)].map(([, cell = '']) => cell)
}

function rowOf(part: string, name: string) {
  const [, says = '', unless = ''] = new RegExp(`^\\| \`${name}\` \\| (.*) \\| (.*) \\|$`, 'm').exec(part) ?? []
  return { says, unless }
}

function words(line: string): readonly string[] {
  return [...line.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema & { readonly default?: unknown }>>
  readonly required?: readonly string[]
  readonly enum?: readonly string[]
  readonly items?: JsonSchema
}

const schemaOf = (schema: z.core.$ZodType) => z.toJSONSchema(schema, { io: 'input' }) as JsonSchema

describe('the examples of docs/automations.md', () => {
  it.each(examples)('is read as the host reads it: %s', (example) => {
    const definition = definitionOf(example)
    // With a sample of its trigger, every variable of the brief is there.
    const [kind = ''] = Object.keys(definition.on)
    const trigger = triggers.get(kind)
    if (trigger === undefined || trigger.fields.length === 0 || kind === 'webhook') return
    expect(renderBrief({ name: 'example', definition }, sampleEvent(trigger))).toMatchObject({ ok: true })
  })

  it('fire, where they are fired by hand', async () => {
    const byHand = examples.map(definitionOf).filter(({ on }) => 'manual' in on)
    expect(byHand.length).toBeGreaterThan(1)
    const world = new AutomationWorld()
    await world.start()
    onTestFinished(() => world.close())
    world.agents = ['scripted']
    await world.open()
    for (const [index, definition] of byHand.entries()) {
      const automation = await world.define(`example-${index}`, definition)
      const source = { words: 'Run by hand', link: null, outside: false, reply: null }
      const event = { id: `event-${index}`, source, subject: null, fields: { title: 'A crash' } }
      expect(await world.fire(automation, [event])).toMatchObject({ ok: true })
      expect((await world.firing(automation, event.id)).state).toMatchObject({ kind: 'under-way' })
    }
  })

  it('sign a webhook as the host looks at it', async () => {
    const secret = 'a secret that is long enough'
    const snippet = blocks('sh').find((block) => block.includes('webhook-signature')) ?? ''
    const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${snippet}`
    const environment = { PATH: process.env.PATH ?? '', ALERT_SECRET: secret, ADDRESS: 'http://127.0.0.1' }
    const words = execFileSync('sh', ['-euc', script], { env: environment, encoding: 'utf8' }).split('\0')
    const given = (option: string) => words.flatMap((word, at) => (words[at - 1] === option ? [word] : []))
    const headers = Object.fromEntries(given('-H').map((line) => line.split(/: (.*)/, 2)))
    const body = Buffer.from(given('--data')[0] ?? '')
    expect(await signedMessage('standard', secret, { headers, body })).toMatch(/^msg_/)
    expect(await signedMessage('standard', `${secret}.`, { headers, body })).toBeNull()
    expect(words.at(-2)).toBe('http://127.0.0.1')
  })
})

describe('docs/automations.md has what the code has', () => {
  it.each([...triggers.values()])('the trigger $kind with its settings, defaults and fields', (trigger) => {
    const { fields, kind, outside, settings } = trigger
    const part = section(kind)
    const { properties = {}, required = [] } = schemaOf(settings)
    expect([...firstCells(part)].sort()).toEqual(Object.keys(properties).sort())
    expect(Object.keys(properties).filter((name) => rowOf(part, name).unless === 'required')).toEqual(required)
    for (const [name, setting] of Object.entries(properties)) {
      const { says, unless } = rowOf(part, name)
      for (const choice of setting.enum ?? setting.items?.enum ?? []) expect(says).toContain(`\`${choice}\``)
      const presets = [setting.default ?? []].flat().filter((preset) => preset !== '**')
      for (const preset of presets) expect([name, unless]).toEqual([name, `\`${String(preset)}\``])
    }
    const listed = /^Fields: (.*)$/m.exec(part)?.[1] ?? ''
    const named = words(listed.replace(/, with.*/, ''))
    expect(named).toEqual(fields.map(({ name }) => name))
    expect(/^From outside/m.test(part)).toBe(outside)
  })

  it('every key of the file', () => {
    const { properties = {} } = schemaOf(writtenAutomation(triggers.values()))
    const below = Object.keys(properties.dispatch?.properties ?? {}).map((name) => `dispatch.${name}`)
    const keys = [...Object.keys(properties).filter((name) => name !== 'dispatch'), ...below]
    expect([...firstCells(section('The file'))].sort()).toEqual(keys.sort())
    const limits = Object.keys(properties.limits?.properties ?? {})
    expect([...firstCells(section('Limits of an automation'))].sort()).toEqual(limits.sort())
    const tests = Object.keys(properties.if?.items?.properties ?? {}).filter((name) => name !== 'field')
    expect([...firstCells(section('Filters'))].sort()).toEqual(tests.sort())
  })

  it('every limit', () => {
    const rows = [...section('Limits').matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)]
    const numbers = Object.fromEntries(
      rows.map(([, what = '', most = '']) => [what, [...most.replaceAll(',', '').matchAll(/\d+/g)].map(Number)]),
    )
    const limits = automationLimits
    expect(numbers).toMatchObject({
      'a file': [limits.file],
      'a name': [limits.name],
      'a brief': [limits.brief],
      filters: [limits.filters],
      steps: [limits.steps],
      rules: [permissionLimits.rules, permissionLimits.pattern],
      'firings of one automation that are held': [limits.held],
      'automations that start each other in a row': [limits.chain],
      'an event': [limits.event],
      'a comment or the text of a pull request': [outboundLimits.text],
      'days that an event’s text is kept': [limits.payloadDays],
    })
    expect(text).toContain(`| a subject, a key | ${limits.subject}, ${limits.key} characters |`)
    const [field, all] = [quoteLimits.field, quoteLimits.event].map((size) => size.toLocaleString('en'))
    expect(text).toContain(`| a field quoted in a brief, all of them | ${field}, ${all} characters |`)
  })
})
