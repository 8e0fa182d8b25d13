import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import type { GitRunner } from '../runner.ts'
import { outputText } from './output-text.ts'

/** Keeps exactly these bytes in the ledger, safe from a power cut once this resolves. Gives their oid. */
export async function storeText(runner: GitRunner, place: WorktreePlace, text: string): GitResult<string> {
  return outputText(
    await runner.run({
      args: ['hash-object', '-w', '--stdin', '--no-filters'],
      gitDirectory: place.ledger,
      environment: SEALED,
      config: [['core.fsync', 'loose-object']],
      input: text,
    }),
  )
}
