import { useMemo } from 'react'
import type { FileContent } from '../../../../shared/contract/channels/review.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import type { DiffViewProps } from '../../../ui/diff/diff-body.tsx'
import { type PatchLines, readPatchLines, readTextLines } from './patch-lines.ts'
import { type FileOf, useContent, usePatch } from './use-file.ts'

type DiffSource = DiffViewProps['source']

export interface FileSource {
  /** Null while it isn't there. */
  readonly source: DiffSource | null
  readonly lines: PatchLines | null
  /** The patch was cut off. */
  readonly truncated: boolean
  /** The file as it was and is, where its text can't be compared line by line. */
  readonly contents: { readonly before: FileContent; readonly after: FileContent } | null
  readonly failure: Failure | null
  retry(): void
}

export interface SourceWish {
  /** Everything that the host gives of a long patch. */
  readonly whole: boolean
  /** The unchanged lines in between too. */
  readonly around: boolean
}

/**
 * A file's change as it is shown: its patch, which is small whatever the size of the file; both texts where it was
 * renamed, since a patch of one path alone would show it as new; only its contents where it is binary.
 */
export function useFileSource(of: FileOf, { whole, around }: SourceWish): FileSource {
  const { binary, status } = of.file
  const compared = binary || around || status === 'renamed' || status === 'copied'
  const patch = usePatch(compared ? null : of, whole)
  const before = useContent(compared ? of : null, 'before')
  const after = useContent(compared ? of : null, 'after')
  const { path } = of.file
  const source = useMemo((): DiffSource | null => {
    if (!compared) return patch.value === null ? null : { kind: 'patch', patch: patch.value.patch }
    const [old, now] = [textOf(before.value), textOf(after.value)]
    return old === undefined || now === undefined ? null : { kind: 'texts', path, before: old, after: now }
  }, [compared, patch.value, before.value, after.value, path])
  const lines = useMemo(() => {
    if (source === null) return null
    return source.kind === 'patch' ? readPatchLines(source.patch) : readTextLines(source.before, source.after)
  }, [source])
  const both = compared && before.value !== null && after.value !== null
  return {
    source,
    lines,
    truncated: patch.value?.truncated === true && !compared,
    contents: both && source === null ? { before: before.value, after: after.value } : null,
    failure: patch.failure ?? before.failure ?? after.failure,
    retry: () => {
      for (const answer of [patch, before, after]) answer.retry()
    },
  }
}

/** Undefined where there is no text to compare, or not yet. */
function textOf(content: FileContent | null): string | null | undefined {
  if (content?.kind === 'absent') return null
  return content?.kind === 'text' ? content.text : undefined
}
