import { newestLanding } from '../../../shared/domain/landing/queries.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { useModel, useWhyNot } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { useHost } from '../../client/store.ts'
import { type Verb, type VerbId, verbsOf } from '../../client/thread-verbs.ts'
import type { Refusal } from '../../lib/refusal.ts'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { runBulk, runVerb } from './run-verb.ts'
import type { Step } from './selection.ts'

export interface BoardActionOptions {
  readonly row: string | null
  /** More than one where several are marked; the selected row is among them. */
  readonly marked: readonly string[]
  /** Whether the thread of the row is shown beside the board, where Escape closes it first. */
  readonly besides: boolean
  readonly step: (to: Step, extend: boolean) => void
  readonly open: () => void
  readonly clear: () => void
  readonly find: () => void
}

const section = 'Board'
const noRow = 'Select a thread first, with J or K.'

/** What keys and the palette do on the board. Answers what can be done with all marked rows. */
export function useBoardActions(options: BoardActionOptions): readonly Action[] {
  const { row, marked, besides, step, open, clear, find } = options
  const several = marked.length > 1
  const single = useRowActions(row)
  const bulk = useBulkActions(marked)
  const clearing = { id: 'board.clear', title: 'Clear', section, keys: 'Escape', hidden: true, run: clear }
  const move = (id: string, keys: string, run: () => void): Action => ({
    id: `board.${id}`,
    title: moves[id] ?? id,
    section,
    keys,
    hidden: true,
    run,
  })
  useActions([
    move('next', 'j, ArrowDown', () => step('next', false)),
    move('previous', 'k, ArrowUp', () => step('previous', false)),
    move('extend-down', 'shift+j, shift+ArrowDown', () => step('next', true)),
    move('extend-up', 'shift+k, shift+ArrowUp', () => step('previous', true)),
    {
      id: 'board.open',
      title: 'Open the thread',
      section,
      keys: 'Enter',
      blocked: row === null ? noRow : null,
      run: open,
    },
    { id: 'board.find', title: 'Find threads', section, keys: '/', run: find },
    ...(row !== null && !besides ? [clearing] : []),
    ...(several ? bulk : single),
  ])
  return several ? [...bulk, clearing] : []
}

const moves: Readonly<Record<string, string>> = {
  next: 'Next thread',
  previous: 'Previous thread',
  'extend-down': 'Select the next one too',
  'extend-up': 'Select the previous one too',
}

const impossible: Readonly<Record<'interrupt' | 'merge' | 'discard', string>> = {
  interrupt: 'It is not running.',
  merge: 'Only a thread at rest can be merged.',
  discard: 'It is merging, landed or discarded already.',
}

function useRowActions(row: string | null): readonly Action[] {
  const verbs = useModel((model) => verbsFor(model, row))
  const title = useModel((model) => (row === null ? undefined : model.thread.get(row)?.title))
  const reviewable = useModel((model) => row !== null && (model.thread.get(row)?.checkpoint ?? null) !== null)
  const interrupt = useVerb(verbs.find(({ id }) => id === 'interrupt'))
  const merge = useVerb(verbs.find(({ id }) => id === 'merge'))
  const discard = useVerb(verbs.find(({ id }) => id === 'discard'))
  if (row === null || title === undefined) return []
  const verbAction = (id: keyof typeof impossible, usual: string, keys: string): Action => {
    const { verb, why } = { interrupt, merge, discard }[id]
    return {
      id: `thread.${id}`,
      title: verb?.title ?? usual,
      section: 'Thread',
      keys,
      blocked: verb === undefined ? impossible[id] : why,
      run: () => (verb === undefined ? undefined : runOn(row, verb)),
    }
  }
  return [
    {
      id: 'thread.review',
      title: 'Review',
      section: 'Thread',
      keys: 'r',
      blocked: reviewable ? null : 'It has not saved any work yet.',
      run: () => navigate({ screen: 'review', thread: row }),
    },
    verbAction('interrupt', 'Interrupt', 'i'),
    verbAction('merge', 'Merge', 'm'),
    verbAction('discard', 'Discard', 'x'),
  ]
}

function runOn(row: string, verb: Verb): Promise<void> | undefined {
  const thread = useHost.getState().model.thread.get(row)
  return thread === undefined ? undefined : runVerb(verb, thread)
}

function useVerb(verb: Verb | undefined): { readonly verb: Verb | undefined; readonly why: Refusal | null } {
  const why = useWhyNot(verb?.command() ?? null)
  return { verb, why }
}

const noVerbs: readonly Verb[] = []
const kept = new WeakMap<Thread, readonly Verb[]>()

/** The same list for the same thread, so that nothing renders again for it. */
function verbsFor(model: Model, row: string | null): readonly Verb[] {
  const thread = row === null ? undefined : model.thread.get(row)
  if (thread === undefined) return noVerbs
  const verbs = kept.get(thread) ?? verbsOf(thread, newestLanding(model, thread.id))
  kept.set(thread, verbs)
  return verbs
}

function useBulkActions(marked: readonly string[]): readonly Action[] {
  const counts = useModel((model) => ({
    interrupt: bulkOf(model, marked, 'interrupt').length,
    discard: bulkOf(model, marked, 'discard').length,
  }))
  const bulk = (id: 'interrupt' | 'discard', title: string, keys: string): Action => ({
    id: `thread.${id}`,
    title: `${title} ${counts[id]}`,
    section: 'Thread',
    keys,
    blocked: counts[id] === 0 ? 'None of the selected threads can be.' : null,
    run: () => runBulk(bulkOf(useHost.getState().model, marked, id)),
  })
  return [bulk('interrupt', 'Interrupt', 'i'), bulk('discard', 'Discard', 'x')]
}

function bulkOf(model: Model, marked: readonly string[], id: VerbId) {
  return marked.flatMap((row) => {
    const thread = model.thread.get(row)
    const verb = verbsFor(model, row).find((one) => one.id === id)
    return thread === undefined || verb === undefined ? [] : [{ thread, verb }]
  })
}
