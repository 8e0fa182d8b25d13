import type { Command } from '../../shared/domain/command.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Proof, Verification } from '../../shared/domain/verification/state.ts'
import { placeOf, type ThreadPlace } from '../../shared/domain/worktree/queries.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import type { EffectContext, EffectHandler } from '../engine/effect-handler.ts'
import { GateLog } from './gate-log.ts'
import type { Gates } from './gates.ts'
import { readGateTimeout } from './project-settings.ts'
import { runGate } from './run-gate.ts'
import { saveChanged } from './save-changed.ts'

interface Round {
  readonly thread: ThreadId
  readonly round: number
}

/** Runs what a thread's work has to pass, one after the other, up to the first that doesn't. */
export function runGates(gates: Gates): EffectHandler<'gates.run'> {
  return {
    kind: 'gates.run',
    run: (payload, context) => run(gates, payload, context),
    // What ran when the host ended has no outcome.
    async resolve(payload, intent, context) {
      await markLost(gates, payload.thread, intent)
      return run(gates, payload, context)
    },
    abandon: cancelled,
  }
}

export function cancelGates(gates: Gates): EffectHandler<'gates.cancel'> {
  return {
    kind: 'gates.cancel',
    async run({ thread }) {
      await gates.runs.cancel(thread)
      return []
    },
    abandon: () => [],
  }
}

async function run(gates: Gates, on: Round, context: EffectContext): Promise<readonly Command[]> {
  if (current(context.model, on) === undefined) return []
  const place = placeOf(context.model, on.thread)
  if (place === undefined) return cancelled(on, noPlace)
  return gates.runs.during(on.thread, (signal) => runAll({ gates, on, context, place, signal }))
}

const noPlace: Failure = {
  code: 'worktree-missing',
  message: 'There is no worktree to run the gates in.',
  remedy: 'Restore the thread, or begin it anew.',
}

function cancelled({ round, thread }: Round, failure: Failure): readonly Command[] {
  return [{ type: 'verification.report-cancelled', payload: { thread, round, failure } }]
}

function current(model: Model, { round, thread }: Round): Verification | undefined {
  const found = model.verification.get(thread)
  return found?.state.kind === 'gates' && found.round === round ? found : undefined
}

interface Work {
  readonly gates: Gates
  readonly on: Round
  readonly context: EffectContext
  readonly place: ThreadPlace
  readonly signal: AbortSignal
}

async function runAll(work: Work): Promise<readonly Command[]> {
  const { context, gates, on, place } = work
  const prefix = prefixOf(context.model, on.thread)
  const at = { gitDirectory: place.repository, commit: place.base, prefix }
  const timeoutMs = await readGateTimeout(gates.services.git, at)
  for (let found = current(context.model, on); found !== undefined; found = current(context.model, on)) {
    const last = found.proofs.at(-1)
    const command = found.gates[found.proofs.length]
    if ((last !== undefined && last.outcome !== 'passed') || command === undefined) return ended(work, last)
    const entry = `gate/${context.key}/${found.proofs.length}`
    const gate = { thread: on.thread, entry, command, round: on.round }
    const intended = await context.intend(gate)
    if (!intended.ok) return cancelled(on, intended.error)
    const proof = await runGate(gates, { ...gate, place, prefix, timeoutMs, signal: work.signal })
    if (proof === null) return []
    const told = await context.report({ type: 'verification.report-gate', payload: { ...on, proof } })
    if (!told.ok) return []
    // A decision that left the gate out would have it run for ever.
    if (current(context.model, on)?.proofs.length === found.proofs.length) return ended(work, proof)
  }
  return []
}

export function prefixOf(model: Model, thread: ThreadId): string {
  const project = model.thread.get(thread)?.project
  return (project === undefined ? undefined : model.project.get(project)?.prefix) ?? ''
}

async function ended({ context, gates, on, place }: Work, last: Proof | undefined): Promise<readonly Command[]> {
  if (last?.outcome !== 'voided') return [{ type: 'verification.report-ended', payload: { ...on, checkpoint: null } }]
  const checkpoint = await saveChanged(gates.services, { model: context.model, thread: on.thread, place })
  if (checkpoint === null) return []
  if (!checkpoint.ok) return cancelled(on, checkpoint.error)
  return [{ type: 'verification.report-ended', payload: { ...on, checkpoint: checkpoint.value } }]
}

/** The entry of a gate that was running when its host ended would say so for ever. */
async function markLost({ services }: Gates, thread: ThreadId, intent: JsonValue): Promise<void> {
  const gate = intent as { readonly entry: string; readonly command: string; readonly round: number }
  await services.transcripts.open(thread)
  const log = new GateLog(services, { thread, ...gate })
  log.remark('The host ended while this ran.')
  log.show({ outcome: 'cancelled' })
  await services.transcripts.release(thread)
}
