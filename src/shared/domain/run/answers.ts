import type { Model } from '../model.ts'
import type { Task } from '../task/state.ts'
import { nextWords, spendWords, stateWords } from './answer-run.ts'
import { answerAbout, blockedWords, runningWords, troubleWords } from './answer-tasks.ts'
import { tasksOf } from './queries.ts'
import type { Run } from './state.ts'

export type AnswerKind = 'blocked' | 'task' | 'landed' | 'spend' | 'next' | 'trouble' | 'running' | 'state' | 'unknown'

export interface Answer {
  readonly kind: AnswerKind
  /** A sentence, or a few lines of them. It may hold texts of agents and plans. */
  readonly text: string
  /** The task it is about, where the question names one. */
  readonly task: Task['id'] | null
}

/** In the order in which they are tried: the first that fits is meant. */
const questions: readonly (readonly [kind: Exclude<AnswerKind, 'task' | 'unknown'>, words: RegExp])[] = [
  ['spend', /\b(cost|costs|spent|spend|spending|money|tokens|budget|expensive|price)\b/],
  ['next', /\b(next|should i|to do|can i do|needs? me|need from me|decide)\b/],
  ['blocked', /\b(block|blocked|blocks|blocking|stuck|waits?|waiting|queued|hold|holding|holds)\b/],
  ['trouble', /\b(parked|failed|fails?|failing|wrong|trouble|problems?|errors?|broken)\b/],
  ['landed', /\b(landed|done|finished|complete|completed|merged|ready)\b/],
  ['running', /\b(running|runs|working|doing|going on|happening|now|busy|active)\b/],
  ['state', /\b(status|state|progress|how far|how is|how are|summary|report)\b/],
]

export const askable =
  'Ask what is blocked, why a task is parked or queued (by its name), what has landed, what runs now, what went wrong, what it has cost, or what comes next.'

/** Answers a question about a run from what is recorded, without any agent. `now`: milliseconds since the epoch. */
export function answerQuestion(
  model: Model,
  run: Run,
  { question, now }: { readonly question: string; readonly now: number },
): Answer {
  const asked = question.toLowerCase().replace(/[^\p{L}\p{N}._-]+/gu, ' ')
  const tasks = tasksOf(model, run.id)
  const named = taskNamed(tasks, asked)
  if (named !== undefined) return { kind: 'task', text: answerAbout(model, named, now), task: named.id }
  const kind = questions.find(([, words]) => words.test(asked))?.[0]
  if (kind === undefined)
    return { kind: 'unknown', text: `That can't be told from what is recorded. ${askable}`, task: null }
  return { kind, text: textOf(model, run, { kind, tasks, now }), task: null }
}

interface Told {
  readonly kind: Exclude<AnswerKind, 'task' | 'unknown'>
  readonly tasks: readonly Task[]
  readonly now: number
}

function textOf(model: Model, run: Run, { kind, now, tasks }: Told): string {
  switch (kind) {
    case 'blocked':
      return blockedWords(model, tasks)
    case 'trouble':
      return troubleWords(model, tasks)
    case 'running':
      return runningWords(model, tasks)
    case 'spend':
      return spendWords(model, run, now)
    case 'next':
      return nextWords(model, run)
    case 'landed':
      return stateWords(model, run, now)
    case 'state':
      return stateWords(model, run, now)
  }
}

/** The longest name in the question wins: `api-docs` is not `api`. */
function taskNamed(tasks: readonly Task[], asked: string): Task | undefined {
  let best: { readonly task: Task; readonly length: number } | undefined
  for (const task of tasks) {
    for (const name of [task.key.toLowerCase(), task.title.toLowerCase()]) {
      if (name.length > (best?.length ?? 0) && isNamed(asked, name)) best = { task, length: name.length }
    }
  }
  return best?.task
}

function isNamed(asked: string, name: string): boolean {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, ' ').trim()
  if (plain === '' || ordinary.has(plain)) return false
  // A question's last word may end in a full stop.
  return ` ${asked.replace(/[.](?= |$)/g, '')} `.includes(` ${plain} `)
}

/** Words of questions that may be names of tasks too: they count as words. */
const ordinary: ReadonlySet<string> = new Set([
  'a',
  'what',
  'why',
  'is',
  'next',
  'blocked',
  'landed',
  'it',
  'the',
  'now',
])
