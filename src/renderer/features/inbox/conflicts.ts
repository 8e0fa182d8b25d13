import type { Failure } from '../../../shared/kernel/failure.ts'
import type { JsonValue } from '../../../shared/kernel/json.ts'

export interface PathInTheWay {
  readonly path: string
  /** Git's word for a conflict, such as 'content'; null where the path is merely in the way. */
  readonly kind: string | null
}

export interface InTheWay {
  readonly paths: readonly PathInTheWay[]
  /** How many more there are. */
  readonly more: number
}

/** The paths that a refused landing names, whatever it was refused for. */
export function inTheWay({ facts }: Failure): InTheWay {
  const named = [...listOf(facts?.conflicts), ...listOf(facts?.paths)]
  const paths = named.flatMap((value): readonly PathInTheWay[] => {
    if (typeof value === 'string') return [{ path: value, kind: null }]
    if (typeof value !== 'object' || value === null || !('path' in value) || typeof value.path !== 'string') return []
    return [{ path: value.path, kind: typeof value.kind === 'string' ? value.kind : null }]
  })
  return { paths, more: typeof facts?.more === 'number' ? facts.more : 0 }
}

/** Whether the agent can settle it; anything else is in the person's own checkout. */
export function isConflict({ code }: Failure): boolean {
  return code === 'landing-conflict' || code === 'gates-failed-merged'
}

export interface ConflictPlace {
  readonly into: string
  /** The tip of that branch, where it is known: the agent's own clone has no such branch. */
  readonly commit: string | null
}

/** What to send an agent whose work conflicts with the branch it should land on. */
export function conflictPrompt(failure: Failure, { into, commit }: ConflictPlace): string {
  const { paths, more } = inTheWay(failure)
  const files = paths.map(({ path, kind }) => `- ${path}${kind === null ? '' : ` (${kind})`}`)
  const rest = more > 0 ? [`- and ${more} more`] : []
  const how =
    commit === null
      ? `Commit your work, then bring in the present state of ${into}`
      : `Commit your work, then bring in ${into} with \`git merge ${commit}\``
  const settle = files.length === 0 ? 'settle that' : 'resolve these files so that both changes keep their meaning'
  return [
    files.length === 0 ? failure.message : `Your work conflicts with ${into} in:`,
    ...files,
    ...rest,
    '',
    `${how}, ${settle}, and check that everything still works.`,
  ].join('\n')
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}
