import { useMemo } from 'react'
import type { DiffSince } from '../../../shared/contract/channels/review.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { useKept } from '../../client/kept.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import type { ScopeKind } from './files/file-panel.tsx'

export interface ReviewScope {
  readonly kind: ScopeKind
  readonly since: DiffSince
  readonly choices: readonly { readonly value: ScopeKind; readonly title: string }[]
  set(kind: ScopeKind): void
  /** That checkpoint was reviewed: what comes after it can be looked at alone. */
  reviewed(checkpoint: string): void
}

/** Since when changes are shown: all, those after the last review, or those of the last turn. */
export function useScope(thread: Thread): ReviewScope {
  const [chosen, keepChosen] = useKept<ScopeKind>(`review.scope.${thread.id}`, 'base')
  const [last, keepLast] = useKept<string | null>(`review.reviewed.${thread.id}`, null)
  const present = thread.checkpoint?.commit ?? null
  const newer = last !== null && last !== '' && last !== present
  const kind = chosen === 'checkpoint' && !newer ? 'base' : chosen
  const commit = newer ? last : ''
  const since = useMemo((): DiffSince => (kind === 'checkpoint' ? { kind, commit } : { kind }), [kind, commit])
  const choices = [
    { value: 'base' as const, title: `All changes since ${visibleLine(thread.base.ref)}` },
    ...(newer ? [{ value: 'checkpoint' as const, title: 'Since my last review' }] : []),
    { value: 'turn' as const, title: 'Last turn' },
  ]
  return { kind, since, choices, set: keepChosen, reviewed: keepLast }
}
