import type { AutomationDefinition } from '../../../shared/domain/automation/definition.ts'
import type { DraftProblem } from '../definition/draft-problem.ts'

export interface Named {
  readonly name: string
  readonly definition: AutomationDefinition
}

interface Link {
  readonly from: string
  readonly to: string
  /** Where the file of `from` or `to` says so. */
  readonly said: { readonly by: string; readonly path: DraftProblem['path'] }
}

/**
 * What starts what in a row that leads back to its beginning, by name of the file that has to change. Two files that
 * start each other are both told; what was in force of them stays until one is changed.
 */
export function circles(all: readonly Named[]): ReadonlyMap<string, readonly DraftProblem[]> {
  const links = all.flatMap(linksOf)
  const next = new Map<string, Link[]>()
  for (const link of links) next.set(link.from, [...(next.get(link.from) ?? []), link])
  const found = new Map<string, DraftProblem[]>()
  for (const link of links) {
    const back = wayBack(link, next)
    if (back === null) continue
    const { by, path } = link.said
    found.set(by, [...(found.get(by) ?? []), circle(path, [link.from, ...back])])
  }
  return found
}

function linksOf({ definition, name }: Named): readonly Link[] {
  const started = definition.afterwards.flatMap((step, at): Link[] => {
    return step.kind === 'start' ? [{ from: name, to: step.name, said: { by: name, path: ['then', at] } }] : []
  })
  const { automation } = definition.on.finished ?? {}
  const followed = [automation ?? []].flat().filter((one) => typeof one === 'string')
  const path = ['on', 'finished', 'automation']
  return [...started, ...followed.map((one): Link => ({ from: one, to: name, said: { by: name, path } }))]
}

/** The names from a link's end back to its beginning; null where nothing leads there. */
function wayBack({ from, to }: Link, next: ReadonlyMap<string, readonly Link[]>): readonly string[] | null {
  const ways = new Map<string, readonly string[]>([[to, [to]]])
  for (const [name, way] of ways) {
    if (name === from) return way
    for (const link of next.get(name) ?? []) if (!ways.has(link.to)) ways.set(link.to, [...way, link.to])
  }
  return null
}

function circle(path: DraftProblem['path'], names: readonly string[]): DraftProblem {
  const message = `These start each other without end: ${names.join(', then ')}.`
  return { path, code: 'cycle', message, remedy: 'Take one of the links out.' }
}
