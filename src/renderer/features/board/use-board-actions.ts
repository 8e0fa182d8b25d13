import { useModel, useWhyNot } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { useHost } from '../../client/store.ts'
import type { Verb } from '../../client/thread-verbs.ts'
import type { Refusal } from '../../lib/refusal.ts'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { verbsFor } from './known-verbs.ts'
import { runVerb } from './run-verb.ts'
import type { Step } from './selection.ts'

export interface BoardActionOptions {
  readonly row: string | null
  /** Whether a thread is shown beside the board, which Escape closes first. */
  readonly beside: boolean
  readonly step: (to: Step, extend: boolean) => void
  readonly open: () => void
  readonly clear: () => void
  readonly find: () => void
}

const section = 'Board'
const noRow = 'Select a thread first, with J or K.'

/** What keys and the palette do on the board. */
export function useBoardActions(options: BoardActionOptions): void {
  const { row, beside, step, open, clear, find } = options
  const verbs = useRowActions(row)
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
    ...(row !== null && !beside ? [clearing] : []),
    ...verbs,
  ])
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
