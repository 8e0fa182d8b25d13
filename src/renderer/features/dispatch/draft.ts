import type { Effort, Topology } from '../../../shared/domain/plan/plan.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { splitTasks, type TaskPart, type TaskSplit } from './split-tasks.ts'

export type DraftImage = { readonly id: string; readonly name: string; readonly mimeType: string }

/** The ids under which a task was sent, kept until the host is known to have it: sent again, it can't double. */
export type TaskIds = {
  readonly source: string
  readonly run: string
  readonly task: string
  readonly thread: string
  readonly prompt: string
}

export type RefusedTask = {
  readonly source: string
  readonly code: string
  readonly message: string
  readonly remedy: string
}

/** What is being written and not dispatched yet. Null stands for what the project, the agent or the text suggests. */
export type Draft = {
  readonly text: string
  readonly split: 'one' | 'many' | null
  readonly project: string | null
  readonly base: string | null
  readonly into: string | null
  readonly agent: string | null
  readonly mode: string | null
  readonly model: string | null
  /** A folder that is no repository is made one first. */
  readonly initialize: boolean
  /** Null takes what the gates suggest. */
  readonly effort: Effort | null
  /** Beside those of the project: one command a line. */
  readonly gates: string
  /** Failures are diagnosed and answered before a person is asked. */
  readonly recover: boolean
  readonly budget: { readonly tokens?: number; readonly cost?: number; readonly minutes?: number }
  /** Threads that try it side by side. */
  readonly candidates: number
  /** Whether it goes together with other work; null takes what the estimate says. */
  readonly topology: Topology | null
  readonly images: readonly DraftImage[]
  /** Live threads that were named with @: those that the text still names are brought in. */
  readonly brought: readonly { readonly id: string; readonly name: string }[]
  readonly ids: readonly TaskIds[]
  readonly refused: readonly RefusedTask[]
}

export const emptyDraft: Draft = {
  text: '',
  split: null,
  project: null,
  base: null,
  into: null,
  agent: null,
  mode: null,
  model: null,
  initialize: false,
  effort: null,
  gates: '',
  recover: true,
  budget: {},
  candidates: 1,
  topology: null,
  images: [],
  brought: [],
  ids: [],
  refused: [],
}

export interface DraftTasks {
  readonly tasks: readonly TaskPart[]
  /** What the text looks like, whatever was chosen. */
  readonly split: TaskSplit
}

/** The tasks that a dispatch would start now. */
export function tasksOf({ text, split: chosen }: Pick<Draft, 'text' | 'split'>): DraftTasks {
  const split = splitTasks(text)
  const many = split.parts.length > 1 && (chosen ?? (split.sure ? 'many' : 'one')) === 'many'
  if (many) return { tasks: split.parts, split }
  return { tasks: text.trim() === '' ? [] : [{ text: text.trim(), source: text }], split }
}

export interface NamedTask extends TaskIds {
  readonly text: string
}

/** Gives each task its ids: those it was sent under before, else new ones. */
export function nameTasks(draft: Draft, newId: () => string): readonly NamedTask[] {
  const known = [...draft.ids]
  return tasksOf(draft).tasks.map(({ text, source }) => {
    const at = known.findIndex((ids) => ids.source === source)
    const [ids] = at === -1 ? [] : known.splice(at, 1)
    return { text, ...(ids ?? { source, run: newId(), task: newId(), thread: newId(), prompt: newId() }) }
  })
}

export function withIds(draft: Draft, tasks: readonly NamedTask[]): Draft {
  return { ...draft, ids: tasks.map(({ text: _text, ...ids }) => ids), refused: [] }
}

export type Outcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** Nobody knows whether the host has it; the ids stay. */
  | { readonly kind: 'unanswered' }

/** The draft after its tasks were sent: what the host has leaves it, the rest stays as it was written. */
export function settle(draft: Draft, outcomes: ReadonlyMap<string, Outcome>): Draft {
  const outcomeOf = (ids: TaskIds) => outcomes.get(ids.thread)
  const left = draft.ids.filter((ids) => outcomeOf(ids)?.kind !== 'taken')
  if (left.length === 0 && draft.ids.length > 0) return { ...emptyDraft, ...choicesOf(draft) }
  const rewritten = left.length === draft.ids.length ? left : rewrite(draft, left)
  const refused = rewritten.flatMap((ids): readonly RefusedTask[] => {
    const outcome = outcomeOf(ids)
    if (outcome?.kind !== 'refused') return []
    const { code, message, remedy } = outcome.failure
    return [{ source: ids.source, code, message, remedy }]
  })
  const text = rewritten === left ? draft.text : rewritten.map((ids) => ids.source).join('\n')
  // A refusal stored nothing, so its ids are free; fresh ones are as good and can't have been half taken.
  return { ...draft, text, refused, ids: rewritten.filter((ids) => outcomeOf(ids)?.kind !== 'refused') }
}

/** A single task that is left of a list is written without its mark. */
function rewrite(draft: Draft, left: readonly TaskIds[]): readonly TaskIds[] {
  const [only, ...more] = left
  const part = more.length > 0 ? undefined : tasksOf(draft).tasks.find(({ source }) => source === only?.source)
  return only === undefined || part === undefined ? [...left] : [{ ...only, source: part.text }]
}

/** Takes out what the host turned out to have, though its answer was lost. */
export function reconcile(draft: Draft, isKnown: (thread: string) => boolean): Draft {
  const taken = draft.ids.filter((ids) => isKnown(ids.thread))
  if (taken.length === 0) return draft
  const ids = nameTasks(draft, () => unsent)
  const settled = settle({ ...draft, ids }, new Map(taken.map(({ thread }) => [thread, { kind: 'taken' }])))
  return { ...settled, ids: settled.ids.filter(({ run }) => run !== unsent) }
}

const unsent = 'unsent'

/** What a person would choose again next time. */
function choicesOf({ project, agent, mode, model }: Draft): Partial<Draft> {
  return { project, agent, mode, model }
}
