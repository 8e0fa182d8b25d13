import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { humanized } from '../../lib/humanized.ts'
import { settingFields, settingsLine } from './setting-fields.ts'

const schemaOf = (shape: z.ZodType) => z.toJSONSchema(shape, { io: 'input' }) as JsonObject

describe('the form of a trigger', () => {
  it('has a control for what its schema says', () => {
    const fields = settingFields(
      schemaOf(
        z.strictObject({
          cron: z.string().describe('When it fires'),
          events: z.array(z.enum(['opened', 'labelled'])).default(['opened']),
          missed: z.enum(['skip', 'once', 'all']).optional(),
          pauseSeconds: z.number().int().optional(),
          drafts: z.boolean().optional(),
          paths: z.union([z.string(), z.array(z.string())]).optional(),
          labels: z.array(z.string()).optional(),
          kind: z.literal('one').or(z.literal('other')).optional(),
          deep: z.object({ a: z.string() }).optional(),
        }),
      ),
    )
    expect(fields.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'cron text',
      'events choices',
      'missed choice',
      'pauseSeconds number',
      'drafts flag',
      'paths texts',
      'labels texts',
      'kind choice',
      'deep other',
    ])
    expect(fields[0]).toMatchObject({ title: 'Cron', hint: 'When it fires', required: true })
    expect(fields[1]).toMatchObject({ options: ['opened', 'labelled'], usual: ['opened'], required: false })
    expect(fields[5]).toMatchObject({ single: true })
  })

  it('is empty for what has no settings, or a schema that says nothing', () => {
    expect(settingFields(schemaOf(z.strictObject({})))).toEqual([])
    expect(settingFields({ properties: { a: true } })).toEqual([])
    expect(settingFields({})).toEqual([])
  })

  it('says names and values in words', () => {
    expect(humanized('quietSeconds')).toBe('Quiet seconds')
    expect(settingsLine({ events: ['opened', 'labelled'], drafts: false })).toBe('Events opened, labelled · Drafts no')
    expect(settingsLine(null)).toBe('')
  })
})
