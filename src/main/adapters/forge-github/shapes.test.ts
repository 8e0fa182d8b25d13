import type { components } from '@octokit/openapi-types/types.d.ts'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import { type account, checkShape, commentShape, eventShape, issueShape, type pullShape } from './shapes.ts'

type Schemas = components['schemas']

describe('what is read of answers', () => {
  it('is what the published description promises', () => {
    expectTypeOf<Schemas['simple-user']>().toExtend<z.input<typeof account>>()
    expectTypeOf<Schemas['issue']>().toExtend<z.input<typeof issueShape>>()
    expectTypeOf<Schemas['issue-event']>().toExtend<z.input<typeof eventShape>>()
    expectTypeOf<Schemas['issue-comment']>().toExtend<z.input<typeof commentShape>>()
    expectTypeOf<Schemas['pull-request-simple']>().toExtend<z.input<typeof pullShape>>()
    expectTypeOf<Schemas['pull-request']>().toExtend<z.input<typeof pullShape>>()
    expectTypeOf<Schemas['check-run']>().toExtend<z.input<typeof checkShape>>()
  })

  const issue = {
    number: 7,
    title: 'One',
    state: 'open',
    user: null,
    labels: ['old', { name: 'bug' }, {}],
    html_url: 'https://github.com/acme/payments/issues/7',
    created_at: '2026-11-20T10:00:00Z',
    updated_at: '2026-11-20T10:00:01Z',
  }

  it('bears what may be missing', () => {
    expect(issueShape.parse(issue)).toMatchObject({
      body: '',
      author: { name: 'ghost', bot: false },
      labels: ['old', 'bug', ''],
      updatedAt: Date.UTC(2026, 10, 20, 10, 0, 1),
    })
    expect(eventShape.parse({ id: 1, event: 'labeled', actor: null, created_at: issue.created_at })).toBeNull()
  })

  it.each([
    [issueShape, { ...issue, created_at: 'yesterday' }],
    [issueShape, { ...issue, number: '7' }],
    [
      commentShape,
      { id: 1, html_url: '', issue_url: 'elsewhere', created_at: issue.created_at, updated_at: issue.created_at },
    ],
    [checkShape, { id: 1 }],
  ])('refuses what is something else: %#', (shape, value) => {
    expect(shape.safeParse(value).success).toBe(false)
  })
})
