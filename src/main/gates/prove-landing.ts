import { join } from 'node:path'
import type { Command } from '../../shared/domain/command.ts'
import type { Landing } from '../../shared/domain/landing/state.ts'
import type { Proof } from '../../shared/domain/verification/state.ts'
import { placeOf } from '../../shared/domain/worktree/queries.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { EffectContext, EffectHandler } from '../engine/effect-handler.ts'
import type { WorktreePlace } from '../ports/git.ts'
import type { Gates } from './gates.ts'
import { readGateTimeout } from './project-settings.ts'
import { runGate, unrunProof } from './run-gate.ts'
import { prefixOf } from './run-gates.ts'

type Proving = Landing & { readonly state: Extract<Landing['state'], { kind: 'proving' }> }

/** Runs a landing's gates on what it would make, in a scratch copy: neither the worktree nor a checkout holds that. */
export function proveLanding(gates: Gates): EffectHandler<'landing.prove'> {
  return {
    kind: 'landing.prove',
    async run(payload, context) {
      const landing = context.model.landing.get(payload.landing)
      if (landing === undefined || !isProving(landing)) return []
      return gates.runs.during(payload.thread, (signal) => prove({ gates, landing, context, signal }))
    },
    abandon: ({ landing }, failure) => refused(landing, failure),
  }
}

function refused(landing: Landing['id'], failure: Failure): readonly Command[] {
  return [{ type: 'landing.report-refused', payload: { landing, failure } }]
}

function isProving(landing: Landing): landing is Proving {
  return landing.state.kind === 'proving'
}

interface Work {
  readonly gates: Gates
  readonly landing: Proving
  readonly context: EffectContext
  readonly signal: AbortSignal
}

async function prove(work: Work): Promise<readonly Command[]> {
  const { context, gates, landing } = work
  const { git, roots } = gates.services
  const project = context.model.project.get(landing.project)
  if (project === undefined) return []
  const { gitDirectory } = project
  const folder = join(await roots.rootFor(gitDirectory), `prove-${landing.id}`)
  const ignoredFrom = placeOf(context.model, landing.thread)
  const at = { gitDirectory, commit: landing.state.merged, folder }
  const made = await git.scratchCheckout(ignoredFrom === undefined ? at : { ...at, ignoredFrom })
  // Nothing was learnt about the work: the landing is proven once more.
  if (!made.ok && made.error.code === 'git-lost') return refused(landing.id, made.error)
  if (!made.ok) return proved(landing, [unproven(work, made.error)])
  try {
    return proved(landing, await runAll(work, made.value))
  } finally {
    await git.removeScratch(folder)
  }
}

async function runAll(work: Work, place: WorktreePlace): Promise<readonly Proof[]> {
  const { context, gates, landing, signal } = work
  const { thread } = landing
  const prefix = prefixOf(context.model, thread)
  const base = placeOf(context.model, thread)?.base ?? null
  const at = { gitDirectory: place.repository, commit: base, prefix }
  const timeoutMs = await readGateTimeout(gates.services.git, at)
  const round = context.model.verification.get(thread)?.round ?? 0
  const proofs: Proof[] = []
  for (const [at, command] of landing.state.gates.entries()) {
    const entry = `gate/${context.key}/${at}`
    const proof = await runGate(gates, { thread, entry, command, round, place, prefix, timeoutMs, signal })
    if (proof === null) return [...proofs, unproven(work, stopped)]
    proofs.push(proof)
    if (proof.outcome !== 'passed') return proofs
  }
  return proofs
}

const stopped: Failure = { code: 'cancelled', message: 'The gates were stopped.', remedy: 'Land it again.' }

function unproven({ context, gates, landing }: Work, failure: Failure): Proof {
  const command = landing.state.gates[0] ?? ''
  const gate = {
    command,
    log: `gate/${context.key}/0`,
    startedAt: gates.services.clock.now(),
    tree: landing.state.tree,
  }
  return unrunProof(gate, `${failure.message} ${failure.remedy}`)
}

function proved(landing: Proving, proofs: readonly Proof[]): readonly Command[] {
  const passed = proofs.length > 0 && proofs.every((proof) => proof.outcome === 'passed')
  const { tree } = landing.state
  return [{ type: 'landing.report-proved', payload: { landing: landing.id, tree, proofs, passed } }]
}
