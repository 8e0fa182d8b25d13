import type { DomainEvent } from '../../../shared/domain/event.ts'
import { plural } from '../format-number.ts'
import { say, type WordsFor } from './words-for.ts'

type Families = 'run' | 'task' | 'verification' | 'recovery' | 'pool'

/** What orchestrator, gates and recovery did, in plain words. */
export const orchestrationWords: WordsFor<Extract<DomainEvent['type'], `${Families}.${string}`>> = {
  'run.created': ({ goal }) => say('A run began', goal),
  'run.attempted': () => say('A new attempt at the task began'),
  'run.planned': ({ state }) =>
    say(state.kind === 'planning' ? 'A planner works out the plan' : 'The plan was taken in'),
  'run.proposed': ({ goal }) => say('A plan was proposed', goal),
  'run.proposal-voided': () => say('The proposed plan does not count: its planner changed files'),
  'run.approved': () => say('The plan was approved'),
  'run.configured': () => say('How the run goes about things was changed'),
  'run.paused': ({ because }) => say('The run was paused', because),
  'run.resumed': () => say('The run goes on'),
  'run.stopped': () => say('The run was stopped'),
  'run.budget-reached': ({ percent, what }) => say(`${percent} % of the budget is spent`, what),
  'run.spent': () => ({ ...say('What the turn cost was added up'), minor: true }),
  'run.switched': ({ because, teams, topology }) => say(switched[topology === 'adaptive' ? teams : topology], because),
  'run.noted': ({ text }) => say(text),

  'task.planned': ({ planned }) => say('A task was planned', planned.title),
  'task.edited': () => say('The task was edited'),
  'task.moved': () => say('The task was moved in the outline'),
  'task.linked': ({ link }) => say('The task waits for another', link.because ?? null),
  'task.unlinked': () => say('The task no longer waits for another'),
  'task.removed': () => say('The task was taken out of the plan'),
  'task.accepted': () => say('The proposed task was accepted'),
  'task.readied': () => say('Nothing it comes after is open: it can start'),
  'task.blocked': () => say('Something it comes after is open again'),
  'task.parked': ({ reason }) => say('The task was parked', reason.message),
  'task.starting': ({ because }) => say('It is being started', because),
  'task.attempted': ({ number, because }) => say(`Attempt ${number} began`, because),
  'task.retried': () => say('The same thread tries again'),
  'task.chosen': ({ by }) => say(by === undefined ? 'This attempt was chosen' : 'A judge chose this attempt'),
  'task.expanding': () => say('The task is to be a run of its own'),
  'task.expanded': () => say('A run of its own began for the task'),
  'task.judge-asked': () => say('A judge looks at the candidates'),
  'task.judged': ({ said }) => say('A judge would pick one of the candidates', said.reasons[0]?.claim ?? null),
  'task.judgement-voided': () => say('The judge’s word does not count: it changed files'),
  'task.landed': () => say('The task has landed'),
  'task.reopened': () => say('Its landing was taken back: the task is open again'),
  'task.reported': ({ report }) => say('It handed over a report', report.summary),
  'task.budget-reached': ({ percent, what }) => say(`${percent} % of the task’s budget is spent`, what),
  'task.spent': () => ({ ...say('What the turn cost was added up'), minor: true }),

  'verification.started': ({ gates }) => say(`${plural(gates.length, 'gate')} are run on the saved work`),
  'verification.gate-ended': ({ proof }) =>
    say(proof.flaky ? 'A gate passed at its second run' : `A gate ${proof.outcome}`, proof.command),
  'verification.voided': () => say('A gate changed files: the checks begin again on what is there now'),
  'verification.gates-passed': () => say('All gates passed; somebody else looks at the work next'),
  'verification.verifier-asked': () => say('A verifier tries to refute the work'),
  'verification.judged': ({ verdict }) => say(`The verifier’s verdict: ${verdict.outcome}, ${verdict.kind}`),
  'verification.passed': () => say('The work met its effort'),
  'verification.failed': () => say('The checks failed'),
  'verification.cancelled': () => say('The checks were broken off'),

  'recovery.diagnosed': ({ diagnosis }) => say(diagnosis.words, diagnosis.evidence.join('\n')),
  'recovery.proceeded': () => say('Recovery takes its step'),
  'recovery.dropped': () => say('Recovery has nothing more to do'),

  'pool.configured': ({ limit }) => say(`The pool has ${plural(limit, 'executor')}`),
  'pool.stopped': () => say('The pool was stopped'),
  'pool.frozen': () => say('Everything was frozen'),
  'pool.thawed': ({ how }) => say(how === 'resume' ? 'Everything goes on' : 'Everything was wound down'),
  'pool.budget-reached': ({ percent, what }) => say(`${percent} % of the day’s budget is spent`, what),
  'pool.spent': () => ({ ...say('What the turn cost was added up'), minor: true }),
}

const switched = {
  queue: 'Switched to a queue: threads work alone',
  ask: 'Switched to adaptive: teams are proposed',
  automatic: 'Switched to adaptive: teams are made by themselves',
  team: 'Switched to one team',
} as const
