import type { ProjectId } from '../../../shared/kernel/ids.ts'
import { useKept } from '../../client/kept.ts'
import { keptValues } from '../../client/kept-host.ts'
import type { AutomationPlace } from '../../lib/route.ts'
import type { Draft } from './draft.ts'
import { idAt } from './places.ts'
import { draftKey } from './use-draft.ts'

type Place = { readonly name: string; readonly scope: 'project' | 'own' }
const none: readonly Place[] = []

/** Automations that were begun and never saved. */
export function useNew(project: ProjectId): readonly AutomationPlace[] {
  return useKept<readonly Place[]>(keyOf(project), none)[0]
}

/** Begins one with this text. */
export function beginNew(project: ProjectId, { name, scope }: AutomationPlace, text: string): void {
  const draft: Draft = { text, replaces: null, pending: [] }
  keptValues.set(draftKey(idAt(project, { name, scope })), draft)
  keptValues.set(keyOf(project), [...listed(project), { name, scope }])
}

/** Takes one out of the list of the new: it was saved, or is not wanted. */
export function endNew(project: ProjectId, { name, scope }: AutomationPlace): void {
  const others = listed(project).filter((one) => one.name !== name || one.scope !== scope)
  keptValues.set(keyOf(project), others.length === 0 ? null : others)
}

function listed(project: ProjectId): readonly Place[] {
  return (keptValues.get(keyOf(project)) as readonly Place[] | undefined) ?? none
}

function keyOf(project: ProjectId): string {
  return `automation.new/${project}`
}
