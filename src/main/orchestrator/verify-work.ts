import type { HostAgent } from '../../shared/contract/channels/host.ts'
import type { Command } from '../../shared/domain/command.ts'
import type { AgentChoice, Thread } from '../../shared/domain/thread/state.ts'
import { verifierPrompt } from '../../shared/domain/verification/verifier-prompt.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { PromptId, ThreadId } from '../../shared/kernel/ids.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import { derivedId } from './derived-id.ts'
import type { OrchestratorServices } from './services.ts'

/** Begins a read-only thread that tries to refute what passed its gates. */
export function verifyWork({ agents }: Pick<OrchestratorServices, 'agents'>): EffectHandler<'task.verify'> {
  return {
    kind: 'task.verify',
    async run({ round, thread: id }, { key, model }) {
      const worker = model.thread.get(id)
      const verification = model.verification.get(id)
      if (worker === undefined || verification?.round !== round || verification.state.kind !== 'verifier') return []
      const task = model.task.get(worker.task)
      const { brief = worker.title, material = [], report = null } = task ?? {}
      const blocks = verifierPrompt({
        brief,
        material,
        report: report?.summary ?? null,
        base: worker.base.commit,
        proofs: verification.proofs,
      })
      const verifier = derivedId<ThreadId>(key, worker.run, 'verifier')
      const prompt = derivedId<PromptId>(key, worker.run, 'prompt')
      const agent = secondOpinion(worker, await agents())
      return [{ type: 'verification.begin-verifier', payload: { thread: id, round, verifier, prompt, agent, blocks } }]
    },
    abandon: ({ round, thread }, failure) => notBegun(thread, round, failure),
  }
}

type Listed = Pick<HostAgent, 'id' | 'state' | 'signIn'> & {
  readonly provider?: string | null | undefined
  readonly offline?: boolean | undefined
}

/**
 * Another provider's agent, which makes other mistakes; else the worker's own. One that works offline is not followed
 * by one that needs an account: whoever chose it meant to use none.
 */
export function secondOpinion({ agent }: Pick<Thread, 'agent'>, agents: readonly Listed[]): AgentChoice {
  const worker = agent.kind === 'catalogue' ? agents.find(({ id }) => id === agent.id) : undefined
  if (worker?.provider == null || worker.offline === true) return agent
  const other = agents.find(
    ({ offline, provider, signIn, state }) =>
      state.kind === 'ready' &&
      signIn !== 'needed' &&
      offline !== true &&
      provider != null &&
      provider !== worker.provider,
  )
  return other === undefined ? agent : { kind: 'catalogue', id: other.id }
}

function notBegun(thread: ThreadId, round: number, failure: Failure): readonly Command[] {
  return [{ type: 'verification.report-verifier-failed', payload: { thread, round, failure } }]
}
