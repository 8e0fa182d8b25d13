import { visible } from './output.ts'
import type { MessageView, NegotiationView, PeersView } from './peer-views.ts'

type Member = PeersView['teams'][number]['members'][number]
type Spot = PeersView['collisions'][number]['spots'][number]

/** Teams, then likely collisions, each with its reasons below it. */
export function peersLines({ collisions, teams }: PeersView): string {
  const lines = [...teams.flatMap(teamLines), ...collisions.flatMap(pairLines)]
  return lines.length === 0
    ? 'Nobody is in a team, and nothing that is under way is likely to collide.'
    : lines.join('\n')
}

function teamLines(team: PeersView['teams'][number]): readonly string[] {
  const { budget, list, members, used } = team
  const words = [team.state === 'proposed' ? 'proposed' : 'a team', ...(team.pinned ? ['pinned'] : [])].join(', ')
  return [
    `Team ${team.id} (${words}): ${used.messages} of ${budget.messages} messages, ${used.tokens} of ${budget.tokens} tokens`,
    `    ${visible(team.because)}`,
    ...members.map((member) => `    ${memberLine(member)}${member.task === team.lead ? ', leads' : ''}`),
    ...(team.negotiation === null ? [] : [`    Negotiation ${team.negotiation}`]),
    ...list.map(({ state, title }) => `    On the list, ${state}: ${visible(title)}`),
  ]
}

function pairLines(pair: PeersView['collisions'][number]): readonly string[] {
  const details = pair.parts.flatMap((part) =>
    [`${part.kind} ${part.value.toFixed(2)} × ${part.weight.toFixed(2)}`, ...part.details.map(visible)].join('; '),
  )
  return [
    `Coupling ${pair.score.toFixed(2)}, ${pair.standing}${pair.because === null ? '' : `: ${visible(pair.because)}`}`,
    ...pair.members.map((member) => `    ${memberLine(member)}`),
    ...details.map((line) => `    ${line}`),
    ...pair.conflicts.map((spot) => `    conflicts in ${spotText(spot)}`),
  ]
}

function memberLine({ task, thread, title }: Member): string {
  return `${thread ?? `${task} (not begun)`}  ${visible(title)}`
}

function spotText({ lines, path }: Spot): string {
  return visible(lines === null ? path : `${path}:${lines.from}–${lines.to}`)
}

/** A head, and the text below it with every line marked as quoted. */
export function messageLines(message: MessageView): string {
  const { because, from, held, kind, sentAt, state, text, to } = message
  const why = because ?? held
  const head = `${new Date(sentAt).toISOString()}  ${from ?? 'host'} → ${to}  ${kind}, ${state}`
  const lines = visible(text).split('\n')
  return [why === null ? head : `${head}: ${visible(why)}`, ...lines.map((line) => `    > ${line}`)].join('\n')
}

export function negotiationLines(negotiation: NegotiationView): string {
  const { caps, confirmed, parties, settledBecause, state, topic, used } = negotiation
  const counted = `${used.messages} of ${caps.messages} messages, ${used.rounds} of ${caps.rounds} rounds, ${used.tokens + used.reserved} of ${caps.tokens} tokens`
  return [
    `${negotiation.id}  ${state}  ${visible(topic)}`,
    `    ${counted}`,
    ...parties.map(({ thread, title }) => `    ${thread}  ${title === null ? '' : visible(title)}`.trimEnd()),
    ...confirmed.map(({ thread, version }) => `    ${thread} has confirmed version ${version}`),
    ...(settledBecause === null ? [] : [`    ${visible(settledBecause)}`]),
  ].join('\n')
}
