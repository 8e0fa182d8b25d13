import type { Model } from '../../../../shared/domain/model.ts'
import type { Negotiation, NegotiationOutcome } from '../../../../shared/domain/negotiation/state.ts'
import { assertNever } from '../../../../shared/kernel/assert-never.ts'
import { capWords } from '../../../lib/team-words.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { inSentence, type NameOf } from '../names.ts'
import type { PersonsRuling } from './settle-choices.ts'

type Settled = Extract<Negotiation['state'], { kind: 'settled' }>

/** How a contract is called; its id stands in where it is not known here. */
export type ContractName = (contract: string) => string

export function contractName(model: Model): ContractName {
  return (contract) => visibleLine(model.contract.get(contract)?.name ?? 'a contract')
}

export function isOpen({ state }: Pick<Negotiation, 'state'>): boolean {
  return state.kind !== 'settled'
}

/** What goes on, and what comes next where nobody does anything. */
export function standingWords(negotiation: Pick<Negotiation, 'state' | 'atCap' | 'parties'>): string {
  const { state } = negotiation
  switch (state.kind) {
    case 'open':
      return capWords(negotiation)
    case 'arbitrating':
      return 'A cap is reached. An arbiter reads what was said and decides.'
    case 'asking':
      return 'A cap is reached. No more is passed on about it until you settle it.'
    case 'settled':
      return state.because
    default:
      return assertNever(state)
  }
}

const deciders: Readonly<Record<Settled['by'], string>> = {
  parties: 'The parties settled it.',
  arbiter: 'The arbiter decided.',
  host: 'Switchyard decided.',
  person: 'You decided.',
}

/** 'Agreed on invoice v3. The parties settled it.' */
export function settledWords({ outcome, by }: Settled, name: NameOf, contract: ContractName): string {
  return `${outcomeWords(outcome, name, contract)}. ${deciders[by]}`
}

function outcomeWords(outcome: NegotiationOutcome, name: NameOf, contract: ContractName): string {
  switch (outcome.kind) {
    case 'agreed':
      return `Agreed on ${contract(outcome.contract)} v${outcome.version}`
    case 'serialized':
      return `${name(outcome.first)} goes first, ${name(outcome.second)} waits for its landing`
    case 'asked':
      return outcome.said === undefined ? 'Left to you' : `You said: ${visibleLine(outcome.said)}`
    case 'stopped':
      return 'Ended with nothing settled'
    default:
      return assertNever(outcome)
  }
}

/** 'Invoice schema has confirmed invoice v3; Invoice UI adapters has not.' Null while nobody has. */
export function confirmedWords(
  { parties, confirmed }: Pick<Negotiation, 'parties' | 'confirmed'>,
  name: NameOf,
  contract: ContractName,
): string | null {
  if (confirmed.length === 0) return null
  const said = confirmed.map((one) => `${name(one.thread)} has confirmed ${contract(one.contract)} v${one.version}`)
  const missing = parties
    .filter((party) => !confirmed.some(({ thread }) => thread === party))
    .map((party) => name(party))
  const verb = missing.length === 1 ? 'has' : 'have'
  return missing.length === 0 ? `${inSentence(said)}.` : `${inSentence(said)}; ${inSentence(missing)} ${verb} not.`
}

export interface RulingFacts extends Pick<Negotiation, 'parties'> {
  readonly name: NameOf
  readonly contract: ContractName
}

/** What comes of settling it so, said before it is done. */
export function rulingWords(ruling: PersonsRuling, { parties, name, contract }: RulingFacts): string {
  switch (ruling.kind) {
    case 'agreed':
      return `All parties are told that ${contract(ruling.contract)} v${ruling.version} holds and go on with it. Messages about the topic are refused from then on.`
    case 'serialize': {
      const others = parties.filter((party) => party !== ruling.first).map((party) => name(party))
      const verb = others.length === 1 ? 'waits' : 'wait'
      return `${name(ruling.first)} goes on. ${inSentence(others)} ${verb} until it has landed, and then ${others.length === 1 ? 'merges' : 'merge'} its work.`
    }
    case 'stop':
      return 'All parties are told that nothing is settled, and go on as they are. Nobody waits for another, and messages about the topic are refused from then on.'
    default:
      return assertNever(ruling)
  }
}
