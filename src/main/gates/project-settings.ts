import { type Document, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { capBounds } from '../../shared/domain/negotiation/check-caps.ts'
import type { NegotiationCaps, NegotiationSettings } from '../../shared/domain/negotiation/state.ts'
import { planLimits } from '../../shared/domain/plan/plan.ts'
import { type Coordination, defaultCoordination } from '../../shared/domain/topology/state.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { GitPort } from '../ports/git.ts'

/** Below the project's folder. */
const projectFile = '.switchyard/project.yaml'
const largestBytes = 64 * 1024
const defaultTimeoutMinutes = 10
const longestCommand = 4096

/** What a project says about itself, in a file of its own. */
export interface ProjectSettings {
  /** Commands in the order in which they run; empty where it names none. */
  readonly gates: readonly string[]
  readonly gateTimeoutMs: number
  /** How work goes together; absent where it doesn't say. */
  readonly coordination?: Coordination
  /** What exchanges between threads may use; absent where it doesn't say. */
  readonly negotiations?: NegotiationSettings
}

const none: ProjectSettings = { gates: [], gateTimeoutMs: defaultTimeoutMinutes * 60_000 }

const command = z
  .string('A gate is a command, as text.')
  .trim()
  .min(1, 'A gate is a command, not an empty text.')
  .max(longestCommand, `A gate has at most ${longestCommand} characters.`)

function cap(name: keyof NegotiationCaps) {
  const [least, most] = capBounds[name]
  const wrong = `${name} is a whole number from ${least} to ${most}.`
  return z.int(wrong).min(least, wrong).max(most, wrong).nullish()
}

const negotiations = z.strictObject(
  {
    rounds: cap('rounds'),
    messages: cap('messages'),
    tokens: cap('tokens'),
    minutes: cap('minutes'),
    atCap: z.enum(['serialize', 'arbiter', 'ask'], 'atCap is serialize, arbiter or ask.').nullish(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `There is no setting ${issue.keys.join(', ')} of negotiations.`
        : 'negotiations holds settings by name.',
  },
)

const shape = z.strictObject(
  {
    gates: z
      .array(command, 'gates is a list of commands.')
      .max(planLimits.gates, `There are at most ${planLimits.gates} gates.`)
      .nullish(),
    gateTimeoutMinutes: z
      .number('gateTimeoutMinutes is a number.')
      .positive('gateTimeoutMinutes is more than 0.')
      .max(24 * 60, 'gateTimeoutMinutes is at most a day.')
      .nullish(),
    topology: z.enum(['queue', 'adaptive', 'team'], 'topology is queue, adaptive or team.').nullish(),
    teams: z.enum(['ask', 'automatic'], 'teams is ask or automatic.').nullish(),
    negotiations: negotiations.nullish(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `There is no setting ${issue.keys.join(', ')}.`
        : 'The file holds settings by name.',
  },
)

/** From a commit, so that what an agent does to the file plays no part before it has landed. */
export async function readProjectSettings(
  git: GitPort,
  at: { readonly gitDirectory: string; readonly commit: string | null; readonly prefix: string },
): Promise<Result<ProjectSettings, Failure>> {
  if (at.commit === null) return ok(none)
  const path = at.prefix === '' ? projectFile : `${at.prefix}/${projectFile}`
  const { commit, gitDirectory } = at
  const text = await git.readCommitted({ gitDirectory, commit, path, maxBytes: largestBytes })
  if (!text.ok) return text
  return text.value === null ? ok(none) : parseProjectSettings(text.value, path)
}

/** How long a gate may take, in milliseconds; the default where the file can't be understood. */
export async function readGateTimeout(
  git: GitPort,
  at: { readonly gitDirectory: string; readonly commit: string | null; readonly prefix: string },
): Promise<number> {
  const settings = await readProjectSettings(git, at)
  return settings.ok ? settings.value.gateTimeoutMs : none.gateTimeoutMs
}

/** Refuses with the file, the line and the column, which count from 1. */
export function parseProjectSettings(text: string, path: string): Result<ProjectSettings, Failure> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const broken = document.errors[0] ?? document.warnings[0]
  if (broken !== undefined) {
    const why = broken.message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? ''
    return err(malformed({ path, ...lines.linePos(broken.pos[0]) }, `${why}.`))
  }
  const content = contentOf(document)
  if (content === null) return ok(none)
  const read = shape.safeParse(content)
  if (!read.success) {
    const issue = read.error.issues[0]
    const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
    const offset = offsetOf(document, [...(issue?.path ?? []), ...keys])
    return err(malformed({ path, ...lines.linePos(offset) }, issue?.message ?? ''))
  }
  return ok(settingsOf(read.data))
}

function settingsOf(said: z.infer<typeof shape>): ProjectSettings {
  const { gateTimeoutMinutes, gates, teams, topology } = said
  const coordination = {
    topology: topology ?? defaultCoordination.topology,
    teams: teams ?? defaultCoordination.teams,
  }
  const talks = saidOf(said.negotiations ?? {})
  return {
    gates: [...new Set(gates ?? [])],
    gateTimeoutMs: (gateTimeoutMinutes ?? defaultTimeoutMinutes) * 60_000,
    ...(topology == null && teams == null ? {} : { coordination }),
    ...(Object.keys(talks).length === 0 ? {} : { negotiations: talks }),
  }
}

/** Without what is named and left empty. */
function saidOf({ atCap, messages, minutes, rounds, tokens }: z.infer<typeof negotiations>): NegotiationSettings {
  return {
    ...(rounds == null ? {} : { rounds }),
    ...(messages == null ? {} : { messages }),
    ...(tokens == null ? {} : { tokens }),
    ...(minutes == null ? {} : { minutes }),
    ...(atCap == null ? {} : { atCap }),
  }
}

/** The strings of aliases that would grow without end are no settings either. */
function contentOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 }) as unknown
  } catch (error) {
    if (error instanceof ReferenceError) return 'too many aliases'
    throw error
  }
}

/** Of a field its name, of an item its beginning. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let offset = 0
  let node: unknown = document.contents
  for (const step of path) {
    const children: readonly unknown[] = hasItems(node) ? node.items : []
    const child = children.find((item, at) => (isPair(item) ? String(item.key.value) === String(step) : at === step))
    if (child === undefined) return offset
    offset = startOf(isPair(child) ? child.key : child) ?? offset
    node = isPair(child) ? child.value : child
  }
  return offset
}

function hasItems(node: unknown): node is { readonly items: readonly unknown[] } {
  return typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items)
}

function isPair(item: unknown): item is { readonly key: { readonly value: unknown }; readonly value: unknown } {
  return (
    typeof item === 'object' &&
    item !== null &&
    'key' in item &&
    typeof item.key === 'object' &&
    item.key !== null &&
    'value' in item.key
  )
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined
  const [start] = node.range as readonly unknown[]
  return typeof start === 'number' ? start : undefined
}

function malformed(at: { readonly path: string; readonly line: number; readonly col: number }, why: string): Failure {
  const [line, column] = [Math.max(1, at.line), Math.max(1, at.col)]
  return failure('project-file', `${at.path}, line ${line}, column ${column}: ${why} Nothing was done.`, {
    remedy: 'Correct the file, commit it on the branch to start from, then try again.',
    facts: { path: at.path, line, column },
  })
}
