import type { ProvenWords } from '../../shared/domain/verification/queries.ts'
import type { Proof, Verdict } from '../../shared/domain/verification/state.ts'
import { plural } from './format-number.ts'

export interface ProofLine {
  /** For a row: 'gates 3/3'. */
  readonly short: string
  /** For a page: 'Proven by 3 gates on this tree'. */
  readonly long: string
  /** `proven` is what the host ran and saw; `open` is everything that says nothing yet. */
  readonly look: 'proven' | 'judged' | 'failed' | 'open'
}

/** What is known about a thread's present work. Judged is never called proven. */
export function proofLine(known: ProvenWords): ProofLine {
  switch (known.kind) {
    case 'no-gates':
      return { short: 'no gates, nothing proven', long: 'Nothing proven: it has no gates.', look: 'open' }
    case 'unchecked':
      return { short: 'nothing proven yet', long: 'Nothing proven yet: no gate has run on this work.', look: 'open' }
    case 'checking': {
      const { of, passed } = known
      const at = `gate ${Math.min(passed + 1, of)} of ${of}`
      return { short: `runs ${at}`, long: `Nothing proven yet: ${at} runs.`, look: 'open' }
    }
    case 'verifying':
      return {
        short: 'gates passed, a verifier looks',
        long: 'The gates passed on this tree. A verifier tries to refute the work.',
        look: 'proven',
      }
    case 'proven': {
      const { flaky, gates } = known
      const long = `Proven by ${plural(gates, 'gate')} on this tree${again(flaky)}.`
      return { short: `gates ${gates}/${gates}${flaky > 0 ? ', flaky' : ''}`, long, look: 'proven' }
    }
    case 'judged':
      return judged(known)
    case 'failed':
      return { short: failedShort(known.proof), long: failedLong(known.proof), look: 'failed' }
  }
}

function judged({ flaky, gates, verdict }: Extract<ProvenWords, { kind: 'judged' }>): ProofLine {
  const says = verdict.outcome === 'refuted' ? 'a verifier objects' : 'a verifier lets it stand'
  return {
    short: `gates ${gates}/${gates}, judged`,
    long: `Proven by ${plural(gates, 'gate')} on this tree${again(flaky)}. Judged, not proven: ${says}.`,
    look: 'judged',
  }
}

function again(flaky: number): string {
  return flaky === 0 ? '' : `, ${flaky} of them at the second run`
}

function failedShort(proof: Proof | null): string {
  return proof === null ? 'checks failed' : 'a gate failed'
}

function failedLong(proof: Proof | null): string {
  return proof === null ? 'The checks failed.' : `Not proven: “${proof.command}” did not pass.`
}

const outcomes: { readonly [Outcome in Verdict['outcome']]: string } = {
  stands: 'It stands',
  refuted: 'It is refuted',
  none: 'No verdict was given',
}

/** What a verifier found, and whether the host saw it too. */
export function verdictWords({ kind, outcome }: Verdict): string {
  if (outcome === 'none') return outcomes.none
  return `${outcomes[outcome]}: ${kind === 'proven' ? 'proven, the host ran its test' : 'judged, not proven'}`
}
