import type { JsonObject } from '../../../../shared/kernel/json.ts'
import { nulFields } from '../parse/nul-fields.ts'
import { decodePath } from '../parse/path-text.ts'

export interface Conflict extends JsonObject {
  readonly path: string
  /** Git's own stable word, for example `content`, `add/add`, `modify/delete`, `binary`, `submodule`. */
  readonly kind: string
}

export interface MergeOutcome {
  /** The merged tree; holds conflict markers where `conflicts` isn't empty. */
  readonly tree: string
  readonly conflicts: readonly Conflict[]
}

const gitlinkMode = '160000'

/** Reads `merge-tree --write-tree -z --messages`: tree, entries by stage, an empty field, then messages. */
export function parseMergeTree(output: Buffer): MergeOutcome {
  const fields = nulFields(output).map(decodePath)
  const tree = (fields[0] ?? '').trim()
  const stages = new Map<string, Set<string>>()
  const gitlinks = new Set<string>()
  let at = 1
  for (; at < fields.length && fields[at] !== ''; at += 1) {
    const [entry = '', path = ''] = splitOnce(fields[at] ?? '', '\t')
    const [mode = '', , stage = ''] = entry.split(' ')
    stages.set(path, (stages.get(path) ?? new Set()).add(stage))
    if (mode === gitlinkMode) gitlinks.add(path)
  }
  const kinds = messageKinds(fields.slice(at + 1))
  const conflicts = [...stages].map(([path, seen]) => ({
    path,
    kind: gitlinks.has(path) ? 'submodule' : kindOf(kinds.get(path) ?? new Set(), seen),
  }))
  return { tree, conflicts }
}

/** Messages are: number of paths, the paths, a stable type, a text for people. */
function messageKinds(fields: readonly string[]): Map<string, Set<string>> {
  const kinds = new Map<string, Set<string>>()
  let at = 0
  while (at < fields.length) {
    const count = Number.parseInt(fields[at] ?? '', 10)
    if (!(count > 0)) break
    const type = fields[at + 1 + count] ?? ''
    const kind = /^CONFLICT \((.+)\)$/.exec(type)?.[1]
    if (kind !== undefined) {
      for (const path of fields.slice(at + 1, at + 1 + count)) kinds.set(path, (kinds.get(path) ?? new Set()).add(kind))
    }
    at += count + 3
  }
  return kinds
}

function kindOf(kinds: ReadonlySet<string>, stages: ReadonlySet<string>): string {
  const special = [...kinds].find((kind) => kind !== 'contents')
  if (special !== undefined) return special
  return stages.has('1') ? 'content' : 'add/add'
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}
