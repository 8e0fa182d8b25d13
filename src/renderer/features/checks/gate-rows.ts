import type { Proof, Verification } from '../../../shared/domain/verification/state.ts'
import type { TranscriptRow } from '../../../shared/transcript/entry.ts'
import { type GateView, gateView } from '../../lib/gate-view.ts'

/** A gate of the present round: what the host found, and what it wrote or writes. */
export interface Gate {
  readonly command: string
  /** Null while it runs or waits. */
  readonly proof: Proof | null
  /** Its entry of the conversation; null where it has none yet, or that one lies further back. */
  readonly view: GateView | null
}

/** In the order in which they run. */
export function gatesOf(
  { gates, proofs, round }: Pick<Verification, 'gates' | 'proofs' | 'round'>,
  rows: readonly TranscriptRow[],
): readonly Gate[] {
  return gates.map((command) => {
    const proof = proofs.find((one) => one.command === command) ?? null
    const row = rows.findLast(({ entry, head, kind }) => {
      if (kind !== 'gate') return false
      return proof === null ? head.command === command && head.round === round : entry === proof.log
    })
    return { command, proof, view: row === undefined ? null : gateView(row) }
  })
}

export interface Round {
  readonly round: number
  readonly gates: readonly { readonly entry: string; readonly view: GateView }[]
}

/** Rounds that the conversation tells of, as far as it was read; newest first. */
export function roundsOf(rows: readonly TranscriptRow[]): readonly Round[] {
  const rounds = new Map<number, { entry: string; view: GateView }[]>()
  for (const row of rows) {
    if (row.kind !== 'gate' || typeof row.head.round !== 'number') continue
    const gates = rounds.get(row.head.round) ?? []
    gates.push({ entry: row.entry, view: gateView(row) })
    rounds.set(row.head.round, gates)
  }
  return [...rounds].map(([round, gates]) => ({ round, gates })).sort((one, other) => other.round - one.round)
}
