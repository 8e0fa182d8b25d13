import { ok } from '../../../../shared/kernel/result.ts'
import type { CoChange, GitResult } from '../../../ports/git.ts'
import { nulFields } from '../parse/nul-fields.ts'
import { decodePath } from '../parse/path-text.ts'
import type { GitRunner } from '../runner.ts'

const outputBytes = 64_000_000
/** Before a commit's name; no path of a sane repository begins so. */
const commitMark = '\u0001'

/** Merges are left out: what they bring is in the commits that they merge. */
export async function coChanges(
  runner: GitRunner,
  query: {
    readonly gitDirectory: string
    readonly from: string
    readonly after: string | null
    readonly limit: number
  },
): GitResult<readonly CoChange[]> {
  const { after, from, gitDirectory, limit } = query
  const read = await runner.run({
    args: [
      ...['log', '-z', '--format=%x01%H', '--name-only', '--no-renames', '--no-merges', '--no-notes'],
      ...[`--max-count=${limit}`, '--end-of-options', from, ...(after === null ? [] : [`^${after}`]), '--'],
    ],
    gitDirectory,
    priority: 'background',
    maxBytes: outputBytes,
  })
  return read.ok ? ok(parseCoChanges(read.value.stdout)) : read
}

function parseCoChanges(output: Buffer): readonly CoChange[] {
  const commits: { commit: string; paths: string[] }[] = []
  for (const field of nulFields(output)) {
    // The first path of a commit comes after an empty line.
    const text = decodePath(field[0] === 0x0a ? field.subarray(1) : field)
    if (text.startsWith(commitMark)) commits.push({ commit: text.slice(1), paths: [] })
    else if (text !== '') commits.at(-1)?.paths.push(text)
  }
  return commits
}
