import type { HostAgent, NamedChoice } from '../../../shared/contract/channels/host.ts'
import type { Settings } from '../../../shared/settings/settings.ts'

/** Of several agents in one line: '2 ready, 3 not found'. */
export function tally(agents: readonly HostAgent[]): string {
  const ready = agents.filter((agent) => agent.state.kind === 'ready').length
  const missing = agents.length - ready
  return missing === 0 ? `${ready} ready` : `${ready} ready, ${missing} not found`
}

/** What is known of an agent's sign-in, which only its sessions tell. */
export function signInWords({ signIn }: HostAgent): string {
  if (signIn === 'needed')
    return 'Asked to sign in when it was last started. Sign in with its own command, then prompt again.'
  return 'Sign-in: not known before a session is opened.'
}

export type ChoiceKind = 'mode' | 'model'

/** The choices with one or none for an agent; an agent without any is left out. */
export function withChoice(
  choices: Settings['agentChoices'],
  agent: string,
  change: { readonly kind: ChoiceKind; readonly value: string | null },
): Settings['agentChoices'] {
  const { [agent]: present = {}, ...others } = choices
  const { [change.kind]: _replaced, ...kept } = present
  const next = change.value === null ? kept : { ...kept, [change.kind]: change.value }
  return Object.keys(next).length === 0 ? others : { ...others, [agent]: next }
}

/** What can be chosen: what was offered last, and what is set although it was not offered. */
export function offered(choices: readonly NamedChoice[], present: string | null): readonly NamedChoice[] {
  if (present === null || choices.some((choice) => choice.id === present)) return choices
  return [...choices, { id: present, name: `${present} (not offered last time)` }]
}
