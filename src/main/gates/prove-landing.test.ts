import { expect, it } from 'vitest'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import { failure } from '../../shared/kernel/failure.ts'
import type { LandingId, ThreadId } from '../../shared/kernel/ids.ts'
import { err } from '../../shared/kernel/result.ts'
import type { EffectContext } from '../engine/effect-handler.ts'
import type { GitFailureCode } from '../ports/git.ts'
import type { Gates } from './gates.ts'
import { proveLanding } from './prove-landing.ts'

const [landing, thread] = ['l1' as LandingId, 't1' as ThreadId]

/** What is reported where no scratch copy can be made, for this reason. */
async function reportWithout(code: GitFailureCode) {
  const held = new MemoryModel()
  const put = (aggregate: 'project' | 'landing', id: string, state: object) => held.put(aggregate, id, state as never)
  put('project', 'p1', { id: 'p1', gitDirectory: '/r/.git' })
  const state = { kind: 'proving', merged: 'c', tree: 't', gates: ['true'] }
  put('landing', landing, { id: landing, thread, project: 'p1', state })
  const gates = {
    runs: { during: (_thread: ThreadId, run: (signal: AbortSignal) => unknown) => run(new AbortController().signal) },
    services: {
      clock: { now: () => 0 },
      roots: { rootFor: async () => '/roots' },
      git: { scratchCheckout: async () => err(failure(code, 'No copy.', 'Try again.')) },
    },
  } as unknown as Gates
  const context = { model: held.model, key: 'e1' } as unknown as EffectContext
  const [report] = await proveLanding(gates).run({ landing, thread }, context)
  return report
}

it('what went under with the host’s own helper is no failed gate', async () => {
  expect(await reportWithout('git-lost')).toMatchObject({
    type: 'landing.report-refused',
    payload: { landing, failure: { code: 'git-lost' } },
  })
  expect(await reportWithout('git-failed')).toMatchObject({ type: 'landing.report-proved', payload: { passed: false } })
})
