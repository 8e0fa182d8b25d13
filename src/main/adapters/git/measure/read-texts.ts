import { isUtf8 } from 'node:buffer'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import { gitFailed } from '../failures.ts'
import { createBatchParser, type GitObject } from '../object-reader.ts'
import type { GitRunner } from '../runner.ts'

const outputBytes = 32_000_000

/** In one git. What is too large costs its reading once, and is left out. */
export async function readTexts(
  runner: GitRunner,
  at: {
    readonly gitDirectory: string
    readonly tree: string
    readonly paths: readonly string[]
    readonly maxBytes: number
  },
): GitResult<ReadonlyMap<string, string>> {
  const { gitDirectory, maxBytes, tree } = at
  const paths = at.paths.filter((path) => path.isWellFormed() && !/[\n\r\0]/.test(path))
  if (paths.length === 0) return ok(new Map())
  const read = await runner.run({
    args: ['cat-file', '--batch'],
    gitDirectory,
    environment: SEALED,
    input: paths.map((path) => `${tree}:${path}\n`).join(''),
    priority: 'background',
    maxBytes: outputBytes,
  })
  if (!read.ok) return read
  const found: (GitObject | null)[] = []
  createBatchParser((answer) => {
    found.push(answer !== null && 'content' in answer ? answer : null)
  })(read.value.stdout)
  if (found.length < paths.length && !read.value.truncated) {
    return err(gitFailed('Git ended while it read files.', 'Try again.'))
  }
  const texts = new Map<string, string>()
  for (const [index, path] of paths.entries()) {
    const text = textOf(found[index], maxBytes)
    if (text !== null) texts.set(path, text)
  }
  return ok(texts)
}

function textOf(object: GitObject | null | undefined, maxBytes: number): string | null {
  if (object?.type !== 'blob' || object.content.length > maxBytes) return null
  const isText = isUtf8(object.content) && !object.content.includes(0)
  return isText ? object.content.toString('utf8') : null
}
