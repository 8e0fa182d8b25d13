import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRoute, parseRoute, type Route } from './route.ts'

const id = fc.stringMatching(/^[A-Za-z0-9][\w-]{0,63}$/)
const scope = fc.oneof(
  fc.constant({ kind: 'all' } as const),
  id.map((project) => ({ kind: 'project', project }) as const),
  id.map((run) => ({ kind: 'run', run }) as const),
)
const tab = fc.constantFrom('conversation', 'changes', 'terminal', 'why')
const route: fc.Arbitrary<Route> = fc.oneof(
  fc.record({ screen: fc.constant('board' as const), scope, thread: fc.option(id), tab }),
  id.map((thread) => ({ screen: 'review', thread }) as const),
  id.map((run) => ({ screen: 'plan', run }) as const),
  fc.record({
    screen: fc.constant('plan' as const),
    run: id,
    tab: fc.constantFrom('timeline', 'attempts', 'ask'),
    task: id,
  }),
  fc.record(
    {
      screen: fc.constant('automations' as const),
      project: id,
      automation: fc.record({
        name: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,63}$/),
        scope: fc.constantFrom('project' as const, 'own' as const),
      }),
      firing: id,
    },
    { requiredKeys: ['screen', 'project', 'automation'] },
  ),
  fc.record({ screen: fc.constant('automations' as const), project: id }, { requiredKeys: ['screen'] }),
  fc.constantFrom('inbox', 'plans', 'history', 'agents', 'settings', 'welcome').map((screen) => ({ screen })),
)

describe('routes', () => {
  it('come back from the address they were written to', () => {
    fc.assert(
      fc.property(route, (one) => {
        expect(parseRoute(formatRoute(one))).toEqual(one)
      }),
    )
  })

  it('are never made of a stranger’s address', () => {
    for (const hash of [
      '',
      '#',
      '#code=abc',
      '#/board/project/..',
      '#/review/',
      '#/review/a/b',
      '#/plan',
      '#/plan/a/b',
      '#/inbox/x',
      '#/automations/p/own/../x',
      '#/automations/p/A',
      '#/automations/p/a/b',
      '#/nowhere',
    ])
      expect(parseRoute(hash), hash).toBeNull()
  })

  it('ignore an id that is none', () => {
    expect(parseRoute('#/board?thread=../../x&tab=nothing')).toMatchObject({ thread: null, tab: 'conversation' })
  })

  it('survive any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseRoute(`#/${text}`)))
  })
})
