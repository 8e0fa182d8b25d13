import type { DomainEvent } from '../../../shared/domain/event.ts'
import type { Activity, AgentChoice, PermissionOption, RestState } from '../../../shared/domain/thread/state.ts'
import { formatCost, formatTokens, plural } from '../format-number.ts'
import { turnEndWords } from '../turn-end-words.ts'
import { automationWords } from './automation-words.ts'
import { orchestrationWords } from './orchestration-words.ts'
import { peerWords } from './peer-words.ts'
import { type EventWords, say, type WordsFor } from './words-for.ts'

const doing: Readonly<Record<Activity['kind'], string>> = {
  starting: 'Starting',
  thinking: 'Thinking',
  reading: 'Reading',
  editing: 'Editing',
  running: 'Running',
  writing: 'Writing',
}

const words: WordsFor = {
  ...orchestrationWords,
  ...peerWords,
  ...automationWords,
  'thread.dispatched': (event) => say(`Dispatched to ${agentOf(event.agent)}`, event.title),
  'thread.prompt-queued': () => say('A prompt was put in the queue'),
  'thread.queued': () => say('Queued for an executor'),
  'thread.slot-granted': ({ turn, sends }) =>
    say(sends > 1 ? `Got an executor: turn ${turn} is sent again` : `Got an executor for turn ${turn}`),
  'thread.noticed': ({ notices }) => say(plural(notices.length, 'notice'), notices.join('\n')),
  'thread.session-opened': ({ generation }) =>
    say(generation > 1 ? 'The agent was started again' : 'The agent started'),
  'thread.session-closed': () => say("The agent's process ended"),
  'thread.session-forgotten': () => say('The next turn begins a new conversation on the same files'),
  'thread.turn-started': ({ turn }) => say(`Turn ${turn} began: the agent has the prompt`),
  'thread.turn-withdrawn': ({ reason }) => say('The prompt did not reach the agent and waits again', reason.message),
  'thread.activity-changed': ({ activity }) => ({ ...say(doing[activity.kind], activity.detail || null), minor: true }),
  'thread.usage-reported': ({ usage }) => ({ ...say(usageWords(usage)), minor: true }),
  'thread.permission-asked': ({ request }) => say('The agent asked for permission', request.title),
  'thread.permission-answered': ({ reason }) => say('The request was answered', reason),
  'thread.permission-expired': () => say('The request is no longer open'),
  'thread.interrupt-requested': ({ how }) =>
    say(how === 'stop' ? "The turn and the agent's processes are ended" : 'The agent was asked to end its turn'),
  'thread.steered': () => say('The turn ends early for a new prompt'),
  'thread.put-behind': ({ behind }) => say('It waits for another thread to land', behind.because),
  'thread.released': ({ because }) => say('It may run again', because),
  'thread.freezing': () => say('The turn ends, and its prompt waits'),
  'thread.checking': () => say('The work is saved and is being checked'),
  'thread.discard-requested': () => say('To be discarded once the turn has ended'),
  'thread.turn-ended': ({ turn, stopReason, rest }) =>
    say(`Turn ${turn}: ${turnEndWords(stopReason)}`, messageOf(rest)),
  'thread.turn-lost': ({ turn }) => say(`Turn ${turn} was lost with the host and waits to be sent again`),
  'thread.checkpointed': ({ checkpoint }) =>
    say(`The work was saved: ${plural(checkpoint.files, 'file')}, +${checkpoint.additions} −${checkpoint.deletions}`),
  'thread.base-moved': ({ base }) => say('The agent merged newer commits; changes are shown against', base.slice(0, 7)),
  'thread.edited': ({ path }) => say('A file was changed by hand', path),
  'thread.edit-refused': ({ failure }) => say('A change by hand was not made', failure.message),
  'thread.readied': () => say('Ready for review'),
  'thread.parked': ({ reason }) => say(`Parked: ${reason.code}`, reason.message),
  'thread.landing-started': () => say('The merge began'),
  'thread.landed': ({ commit }) => say('Landed', commit.slice(0, 7)),
  'thread.discarded': ({ because }) => say(because ?? 'Discarded; its work is kept in the trash'),
  'thread.trashed': () => say('Its worktree is in the trash'),
  'thread.restore-requested': () => say('To be restored'),
  'thread.restored': ({ to }) => say(to.kind === 'ready' ? 'Restored, ready for review' : 'Restored', messageOf(to)),
  'thread.archived': () => say('Put into the archive'),

  'worktree.leased': ({ generation }) =>
    say(generation > 1 ? 'Its worktree has a new owner' : 'A worktree was set aside for it'),
  'worktree.created': ({ branch }) => say('The worktree is ready', branch),
  'worktree.base-moved': ({ base }) => say('The worktree builds on newer commits', base.slice(0, 7)),
  'worktree.trashed': () => say('The worktree was moved to the trash'),
  'worktree.restored': () => say('The worktree came back from the trash'),

  'landing.requested': ({ into }) => say(`A merge into ${into} was asked for`),
  'landing.started': () => say('The merge had its turn'),
  'landing.checkpointed': ({ commit }) => say('What is merged was saved', commit.slice(0, 7)),
  'landing.proving': ({ gates }) => say(`${plural(gates.length, 'gate')} are run on the merged work first`),
  'landing.proved': () => say('The merged work passed its gates'),
  'landing.moved': ({ move, notice }) => say(`${move.into} moved to ${move.commit.slice(0, 7)}`, notice),
  'landing.completed': ({ notice }) => say('The merge is complete', notice),
  'landing.refused': ({ failure }) => say('The merge was refused', failure.message),
  'landing.undo-requested': () => say('To be taken back'),
  'landing.undo-started': () => say('Taking the merge back began'),
  'landing.undo-moved': ({ move, notice }) => say(`${move.into} moved to ${move.commit.slice(0, 7)}`, notice ?? null),
  'landing.undone': ({ notice }) => say('The merge was taken back', notice),
  'landing.undo-refused': ({ failure }) => say('The merge could not be taken back', failure.message),
  'landing.undo-refusal-accepted': () => say('The merge was kept'),

  'project.opened': ({ name }) => say('The project was opened', name),
  'project.used': () => say('The project was used'),
  'project.coordinated': ({ coordination }) => say(`Work in it goes together as: ${coordination.topology}`),
  'project.forgotten': () => say('The project was forgotten'),
  'project.automations-paused': ({ paused }) =>
    say(paused ? 'Its automations were paused' : 'Its automations may dispatch again'),
  'prompt.sent': ({ blocks }) => {
    const text = blocks.find((block) => block.kind === 'text')
    return say('A prompt was sent', text?.kind === 'text' ? text.text : null)
  },
  'prompt.amended': () => say('The host added to the prompt what the agent has to know'),
  'prompt.trimmed': () => say('Messages of peers were taken out of the prompt'),
  'prompt.used': () => say('The prompt was done with'),
}

/** What happened, for a person who asks why. */
export function eventWords(event: DomainEvent): EventWords {
  // Each entry takes the events of its own type, which the index alone can't tell.
  const own = words[event.type] as ((event: DomainEvent) => EventWords) | undefined
  // A newer host may know more.
  return own === undefined ? say(event.type) : own(event)
}

/** The same, with what was answered named as the request offered it. */
export function answerWords(option: PermissionOption | undefined, reason: string | null): EventWords {
  if (option === undefined) return say('The request was denied', reason)
  return say(option.kind.startsWith('allow') ? 'The request was allowed' : 'The request was denied', reason)
}

function usageWords(usage: { readonly used: number; readonly cost: number | null }): string {
  const tokens = formatTokens(usage.used)
  return usage.cost === null ? tokens : `${tokens}, ${formatCost(usage.cost)}`
}

function messageOf(rest: RestState): string | null {
  return rest.kind === 'parked' ? rest.reason.message : null
}

function agentOf(agent: AgentChoice): string {
  return agent.kind === 'command' ? 'an agent of your own' : agent.id
}
