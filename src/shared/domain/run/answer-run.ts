import { type Attention, attentionOf } from '../attention/attention.ts'
import type { Model } from '../model.ts'
import { lines } from './answer-tasks.ts'
import { runView, taskView } from './progress.ts'
import { tasksOf } from './queries.ts'
import { taskSpend } from './spend.ts'
import { amountWords } from './spend-words.ts'
import type { Run } from './state.ts'

export function stateWords(model: Model, run: Run, now: number): string {
  const { counts, percent, state, total } = runView(model, run, now)
  const landed = tasksOf(model, run.id).filter((task) => taskView(model, task).state === 'landed')
  const others = Object.entries(counts).filter(([kind]) => kind !== 'landed')
  const rest = others.map(([kind, count]) => `${count} ${kind}`).join(', ')
  return [
    `${landed.length} of ${total} tasks have landed (${percent} %)${rest === '' ? '' : `; ${rest}`}.`,
    state === 'running' ? '' : `The run is ${state}.`,
    landed.length === 0 ? '' : `Landed: ${lines(landed.map(({ title }) => title))}`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

export function spendWords(model: Model, run: Run, now: number): string {
  const { budget, spend } = runView(model, run, now)
  const dearest = tasksOf(model, run.id)
    .map((task) => ({ title: task.title, spend: taskSpend(model, task, now) }))
    .filter((one) => one.spend.tokens > 0 || one.spend.workMs > 0)
    .sort((one, other) => other.spend.tokens - one.spend.tokens || other.spend.workMs - one.spend.workMs)
    .slice(0, 5)
  return [
    `Up to now: ${amountWords(spend)}.`,
    budget === null ? 'The run has no budget.' : `Of its budget ${budget.what} are used.`,
    dearest.length === 0
      ? ''
      : `Most of it:\n${dearest.map((one) => `${one.title}: ${amountWords(one.spend)}`).join('\n')}`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

const asked: { readonly [Kind in Attention['kind']]: string } = {
  permission: 'answer what it asks',
  parked: 'decide how it goes on',
  'landing-refused': 'look at why it was not merged',
  'undo-refused': 'look at why its merge was not taken back',
  review: 'review it',
  outbound: 'approve what it wants to write outside, or refuse it',
  unchanged: 'prompt it again, or discard it: it changed nothing',
  unanswered: 'look at the question that nobody answered it',
  plan: 'approve the plan, or change it',
  'run-paused': 'raise the budget and resume the run, or stop it',
  negotiation: 'say how it ends what threads could not agree on',
  proposed: 'say whether the task that a thread proposed is to be done',
  'team-proposed': 'say whether tasks that depend on each other are to talk',
}

export function nextWords(model: Model, run: Run): string {
  const yours = attentionOf(model).filter((item) => item.run === run.id)
  const first = yours.map((item) => {
    const about = item.kind === 'proposed' ? model.task.get(item.task)?.title : 'The run'
    const title = item.thread === null ? about : model.thread.get(item.thread)?.title
    return `${title ?? 'The run'}: ${asked[item.kind]}.`
  })
  const starting = tasksOf(model, run.id).filter(({ state }) => state.kind === 'ready' || state.kind === 'starting')
  return [
    first.length === 0 ? 'Nothing needs you now.' : `Needs you:\n${lines(first)}`,
    starting.length === 0 ? '' : `Begins next: ${lines(starting.map(({ title }) => title))}`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}
