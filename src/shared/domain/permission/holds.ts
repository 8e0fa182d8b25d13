import { ruleForOutbound } from './outbound-rule.ts'
import type { PermissionPolicy } from './policy.ts'

/** What holds a thread under this policy, in plain sentences that are true of this host. */
export function holdsOf(policy: PermissionPolicy, { sandbox }: { readonly sandbox: boolean }): readonly string[] {
  const network = sandbox
    ? ['A sandbox cuts the network.']
    : ['There is no sandbox here: the network is not cut.', 'Only what the agent asks about can be denied.']
  if (policy.profile === 'standard') {
    return ['The agent’s own mode says what it asks about.', ...ruled(policy), ...writes(policy), ...network]
  }
  const asks =
    policy.rules.length === 0 ? 'Every request goes to you.' : 'Every request goes to you unless a rule answers it.'
  return [
    asks,
    'Pushing is denied.',
    'No answer counts for later requests.',
    ...ruled(policy),
    ...writes(policy),
    ...network,
  ]
}

function ruled({ rules }: PermissionPolicy): readonly string[] {
  const about = rules.filter(({ tool }) => !isOutboundTool(tool))
  if (about.length === 0) return []
  const count = (verdict: string) => about.filter((rule) => rule.verdict === verdict).length
  const words = (['allow', 'ask', 'deny'] as const).flatMap((verdict) => {
    return count(verdict) === 0 ? [] : [`${count(verdict)} ${verdict}`]
  })
  return [`${about.length === 1 ? 'One rule answers' : `${about.length} rules answer`} requests: ${words.join(', ')}.`]
}

const written: readonly (readonly [tool: string, words: string])[] = [
  ['comment', 'Comments'],
  ['pull-request', 'Pull requests'],
]

function writes(policy: PermissionPolicy): readonly string[] {
  const named = (verdict: 'allow' | 'deny' | null) => {
    const of = written.filter(([tool]) => (ruleForOutbound(policy, tool)?.verdict ?? null) === verdict)
    return of.map(([, words]) => words).join(' and ')
  }
  const [free, never, staged] = [named('allow'), named('deny'), named(null)]
  if (free === '' && never === '') return ['Writes to the outside are staged: nothing leaves without your yes.']
  return [
    ...(free === '' ? [] : [`${free} go out without asking, by a rule.`]),
    ...(never === '' ? [] : [`${never} are never written, by a rule.`]),
    ...(staged === '' ? [] : [`${staged} are staged: none leaves without your yes.`]),
  ]
}

function isOutboundTool(tool: string | undefined): boolean {
  return tool === 'comment' || tool === 'pull-request'
}

/** Number (from 1) of the rule that lets a write of this kind go without a person, null if none does. */
export function outboundRule(policy: PermissionPolicy | undefined, tool: string): number | null {
  const said = ruleForOutbound(policy, tool)
  return said?.verdict === 'allow' ? said.rule : null
}
