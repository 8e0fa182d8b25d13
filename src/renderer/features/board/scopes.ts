import type { Model } from '../../../shared/domain/model.ts'
import { tasksOf } from '../../../shared/domain/run/queries.ts'
import { holdsSlot } from '../../../shared/domain/thread/queries.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { formatCost, plural } from '../../lib/format-number.ts'
import type { Scope } from '../../lib/route.ts'
import { visibleLine } from '../../lib/visible-text.ts'

export function inScope(thread: Thread, scope: Scope): boolean {
  switch (scope.kind) {
    case 'all':
      return true
    case 'project':
      return thread.project === scope.project
    case 'run':
      return thread.run === scope.run
  }
}

/** A scope in words, for the head of the board. */
export interface ScopeWords {
  readonly title: string
  /** '11 landed · 12 running · $18.20', without what is zero. */
  readonly counts: string
  /** Branch that its threads start from, where that is one; with its commit where that is one too. */
  readonly base: string
  /** The run whose plan can be opened. */
  readonly plan: string | null
}

export function scopeWords(model: Model, scope: Scope): ScopeWords {
  const threads = [...model.thread.values()].filter((thread) => inScope(thread, scope))
  const spend = threads.reduce((sum, { usage }) => sum + (usage?.cost ?? 0), 0)
  const count = (word: string, isOne: (thread: Thread) => boolean) => {
    const { length } = threads.filter(isOne)
    return length === 0 ? [] : [`${length} ${word}`]
  }
  const run = scope.kind === 'run' ? model.run.get(scope.run) : undefined
  const progress = run?.plan?.kind === 'plan' ? progressOf(model, run.id) : null
  const parts = [
    ...(progress === null ? count('landed', ({ state }) => state.kind === 'landed') : [progress]),
    ...count('running', holdsSlot),
    ...count('queued', ({ state }) => state.kind === 'queued'),
    ...(spend > 0 ? [formatCost(spend)] : []),
  ]
  return {
    title: titleOf(model, scope),
    counts: parts.length === 0 ? 'Nothing running' : parts.join(' · '),
    base: scope.kind === 'all' ? '' : baseOf(threads),
    plan: progress === null ? null : (run?.id ?? null),
  }
}

/** '3 of 8 tasks landed'. */
function progressOf(model: Model, run: string): string {
  const tasks = tasksOf(model, run).filter(({ state }) => state.kind !== 'proposed')
  const landed = tasks.filter(({ state }) => state.kind === 'landed').length
  return `${landed} of ${plural(tasks.length, 'task')} landed`
}

function baseOf(threads: readonly Thread[]): string {
  const bases = new Set(threads.map(({ base }) => base.ref))
  const commits = new Set(threads.map(({ base }) => base.commit?.slice(0, 7) ?? ''))
  const [[ref], [commit = '']] = [[...bases], [...commits]]
  if (ref === undefined || bases.size > 1) return ''
  return visibleLine(commits.size > 1 || commit === '' ? ref : `${ref}@${commit}`)
}

function titleOf(model: Model, scope: Scope): string {
  switch (scope.kind) {
    case 'all':
      return 'Everything'
    case 'project':
      return visibleLine(model.project.get(scope.project)?.name ?? 'A project that is not known')
    case 'run':
      return visibleLine(model.run.get(scope.run)?.goal ?? 'A run that is no longer live')
  }
}
