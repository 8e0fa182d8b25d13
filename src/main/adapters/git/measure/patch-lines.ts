import type { ChangedLines, LineRange } from '../../../ports/git.ts'
import { nulFields } from '../parse/nul-fields.ts'
import { decodePath } from '../parse/path-text.ts'

const nothing = Buffer.from([0, 0])
const fileStart = Buffer.from('diff --git ')

/**
 * Reads `diff-tree --raw -p -U0 -z --no-renames`: the list of files, an empty field, and one patch after the other in
 * the same order. Of output that was cut off, the last file and those after it have no lines.
 */
export function parsePatchLines(output: Buffer): readonly ChangedLines[] {
  const end = output.indexOf(nothing)
  const listed = nulFields(end < 0 ? output : output.subarray(0, end + 1))
  const patches = end < 0 ? [] : splitPatches(output.subarray(end + 2))
  const files: ChangedLines[] = []
  let patch = 0
  for (let at = 0; at + 1 < listed.length; at += 2) {
    const letter = listed[at]?.toString('latin1').slice(-1)
    const path = decodePath(listed[at + 1] ?? Buffer.alloc(0))
    const whole = letter !== 'M'
    files.push({ path, lines: whole ? null : rangesOf(patches[patch]) })
    // What turned from a file into a link, say, is taken away and made anew.
    patch += letter === 'T' ? 2 : 1
  }
  return files
}

function splitPatches(output: Buffer): readonly Buffer[] {
  const starts: number[] = []
  for (let at = 0; at >= 0 && at < output.length; at = nextLine(output, at)) {
    if (output.subarray(at, at + fileStart.length).equals(fileStart)) starts.push(at)
  }
  return starts.map((start, index) => output.subarray(start, starts[index + 1]))
}

function nextLine(output: Buffer, at: number): number {
  const end = output.indexOf(0x0a, at)
  return end < 0 ? -1 : end + 1
}

/** Null for what has no lines: a binary file, a submodule, one that was cut off. */
function rangesOf(patch: Buffer | undefined): readonly LineRange[] | null {
  if (patch === undefined) return null
  const text = patch.toString('latin1')
  if (/^(Binary files |GIT binary patch|index [0-9a-f.]+ 160000$)/m.test(headOf(text))) return null
  const ranges: LineRange[] = []
  for (const [, start, count] of text.matchAll(/^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@/gm)) {
    ranges.push(rangeOf(Number(start), count === undefined ? 1 : Number(count)))
  }
  return ranges
}

/** Up to where the first lines begin: what is said there is git's, not the file's. */
function headOf(patch: string): string {
  const first = patch.indexOf('\n@@ ')
  return first < 0 ? patch : patch.slice(0, first)
}

/** Lines that were put in lie between two old ones: both are touched. */
function rangeOf(start: number, count: number): LineRange {
  if (count > 0) return { from: start, to: start + count - 1 }
  return { from: Math.max(1, start), to: start + 1 }
}
