import { useEffect } from 'react'
import type { ChangedFile, FileContent, ThreadDiff } from '../../../../shared/contract/channels/review.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import type { ThreadId } from '../../../../shared/kernel/ids.ts'
import type { Result } from '../../../../shared/kernel/result.ts'
import { ask } from '../../../client/ask.ts'
import { Answers } from './answers.ts'
import { type Answer, useAnswer } from './use-answer.ts'
import { type Changes, sinceKey } from './use-changes.ts'

/** One file of a thread's change. */
export interface FileOf {
  readonly thread: ThreadId
  readonly changes: Changes
  readonly file: ChangedFile
}

const patches = new Answers<ThreadDiff>(120)
const contents = new Answers<FileContent>(24)

/** Bytes of a patch that are asked for at first, and all that the host gives. */
const usual = 400_000
const most = 8_000_000

/** The patch of one file; `whole` asks for as much of it as there can be. */
export function usePatch(of: FileOf | null, whole: boolean): Answer<ThreadDiff> {
  const key = of === null ? null : patchKey(of, whole)
  return useAnswer({
    answers: patches,
    key,
    call: (api) => api.review.diff(of === null ? missing : patchCall(of, whole)),
  })
}

/** Reads the patch of a file that will likely be looked at next. */
export function usePatchAhead(of: FileOf | null): void {
  useEffect(() => {
    if (of === null || patches.get(patchKey(of, false)) !== undefined) return
    void patches.load(patchKey(of, false), () => ask((api) => api.review.diff(patchCall(of, false))))
  }, [of])
}

/** The file on one side of the change; null asks nothing. */
export function useContent(of: FileOf | null, side: 'before' | 'after'): Answer<FileContent> {
  const key = of === null ? null : contentKey(of, side)
  const asked = of === null ? { ...missing, path: '', side } : contentCall(of, side)
  return useAnswer({ answers: contents, key, call: (api) => api.review.file(asked) })
}

/** Stands where nothing is asked. */
const missing = { thread: '' as ThreadId }

function contentKey(of: FileOf, side: 'before' | 'after'): string {
  return [place(of), side, pathOn(of.file, side)].join('|')
}

function contentCall(of: FileOf, side: 'before' | 'after') {
  return { ...call(of), path: pathOn(of.file, side), side }
}

function pathOn({ path, previousPath }: ChangedFile, side: 'before' | 'after'): string {
  return side === 'before' ? (previousPath ?? path) : path
}

function place({ thread, changes }: FileOf): string {
  return [thread, changes.from, changes.to, sinceKey(changes.since)].join('|')
}

function call({ thread, changes }: FileOf) {
  return { thread, since: changes.since }
}

function patchKey(of: FileOf, whole: boolean): string {
  return [place(of), whole ? 'whole' : 'part', of.file.path].join('|')
}

function patchCall(of: FileOf, whole: boolean) {
  return { ...call(of), path: of.file.path, maxBytes: whole ? most : usual }
}

/** A side of a file that was read before. */
export function knownContent(of: FileOf, side: 'before' | 'after'): FileContent | undefined {
  return contents.get(contentKey(of, side))
}

/** Reads a side of a file, at most once. */
export async function loadContent(of: FileOf, side: 'before' | 'after'): Promise<Result<FileContent, Failure>> {
  return contents.load(contentKey(of, side), () => ask((api) => api.review.file(contentCall(of, side))))
}
