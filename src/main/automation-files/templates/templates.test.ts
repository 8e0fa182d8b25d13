import { describe, expect, it } from 'vitest'
import { automationTitle } from '../../../shared/domain/automation/title.ts'
import { cronerCron } from '../../adapters/cron/croner-cron.ts'
import { openTriggers } from '../../triggers/registry.ts'
import type { TriggerServices } from '../../triggers/services.ts'
import { readDefinition } from '../definition/read-definition.ts'
import { sampleContext } from '../testing/sample-context.ts'
import { templates } from './templates.ts'

const triggers = openTriggers({ cron: cronerCron } as TriggerServices)
describe.each(templates)('$title', ({ name, text, title, words }) => {
  const read = readDefinition(text, { ...sampleContext, triggers })

  it('is right', () => {
    expect(read.ok ? [] : read.error).toEqual([])
    expect(title).toBe(automationTitle(name))
    expect(words).toMatch(/^[A-Z].*[^!]\.$/)
  })

  it('asks only for what its events have', () => {
    if (!read.ok) throw new Error('not right')
    const { definition } = read.value
    const known = Object.keys(definition.on).flatMap((kind) => triggers.get(kind)?.fields.map((one) => one.name) ?? [])
    const parts = [...definition.dispatch.brief, ...(definition.dedupe ?? [])]
    const asked = [
      ...definition.if.map(({ field }) => field),
      ...parts.flatMap((part) => (part.kind === 'variable' ? [part.path.join('.')] : [])),
    ]
    for (const field of asked) expect(known).toContain(field)
  })

  it('bounds what it may spend, and lets no text from outside write anything by itself', () => {
    if (!read.ok) throw new Error('not right')
    const { dispatch, limits, on } = read.value.definition
    expect(limits.cost).not.toBeNull()
    const outside = Object.keys(on).some((kind) => ['issue', 'pull-request', 'check'].includes(kind))
    if (outside) expect(dispatch.permissions).toEqual({ profile: 'restricted', rules: [] })
  })
})
