import { type FileDiffMetadata, parseDiffFromFile, parsePatchFiles } from '@pierre/diffs'
import { visiblePatch, visibleSides } from '../../lib/visible-code.ts'

/** One file's change. Of texts, null is a file that isn't there. */
export type DiffSource =
  | { readonly kind: 'patch'; readonly patch: string }
  | { readonly kind: 'texts'; readonly path: string; readonly before: string | null; readonly after: string | null }

/** The change as it is drawn, with invisible characters spelled out; null if there is nothing to compare. */
export function readDiff(source: DiffSource): FileDiffMetadata | null {
  if (source.kind === 'patch') {
    return parsePatchFiles(visiblePatch(source.patch))[0]?.files[0] ?? null
  }
  const [before = null, after = null] = visibleSides([source.before, source.after])
  const file = (contents: string) => ({ name: source.path, contents })
  if (before === null && after === null) return null
  return parseDiffFromFile(before === null ? null : file(before), after === null ? null : file(after))
}
