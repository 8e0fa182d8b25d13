import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { shapeProblems } from '../../../shared/contract/shape-problems.ts'
import { withoutNulls } from '../../../shared/contract/without-nulls.ts'
import type { AutomationDefinition } from '../../../shared/domain/automation/definition.ts'
import type { AutomationScope, FileProblem } from '../../../shared/domain/automation/state.ts'
import type { PlanProblem } from '../../../shared/domain/plan/plan.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { TextPatterns } from '../../ports/text-pattern.ts'
import type { Trigger } from '../../ports/trigger.ts'
import type { DraftProblem } from './draft-problem.ts'
import { knownNames } from './known-names.ts'
import { type OpenDocument, openDocument, problemsTold } from './open-document.ts'
import { placeOf } from './place.ts'
import { type DispatchContext, readDispatch, readTemplate } from './read-dispatch.ts'
import { readFilters } from './read-filters.ts'
import { readLimits } from './read-limits.ts'
import { readSteps } from './read-steps.ts'
import { type AutomationSchema, type WrittenAutomation, writtenAutomation } from './written-automation.ts'

export interface ReadContext extends DispatchContext {
  readonly scope: AutomationScope
  /** By the key below `on`. */
  readonly triggers: ReadonlyMap<string, Trigger>
  readonly patterns: TextPatterns
}

export interface ReadDefinition {
  readonly definition: AutomationDefinition
  /** Digest of the text. */
  readonly revision: string
  /** The folder that a private file names; null where it names none. */
  readonly project: string | null
  readonly opened: OpenDocument
}

/** Looked for in the whole file, each of them. */
const problemsPlaced = 500

export function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** What a file says with every default filled in, or all that is wrong with it in the order of its lines. */
export function readDefinition(text: string, context: ReadContext): Result<ReadDefinition, readonly FileProblem[]> {
  const opened = openDocument(text)
  if (!opened.ok) return opened
  const schema = writtenAutomation(context.triggers.values())
  const parsed = schema.safeParse(withoutNulls(withBareTriggers(opened.value.content)), { reportInput: true })
  if (!parsed.success) return err(placed(opened.value, shaped(parsed.error.issues, schema)))
  const found: DraftProblem[] = []
  const definition = definitionOf(parsed.data, context, found)
  const project = projectOf(parsed.data, context.scope, found)
  if (found.length > 0) return err(placed(opened.value, found))
  return ok({ definition, revision: revisionOf(text), project, opened: opened.value })
}

function definitionOf(written: WrittenAutomation, context: ReadContext, found: DraftProblem[]): AutomationDefinition {
  const on = Object.entries(written.on).filter((one): one is [string, JsonObject] => one[1] !== undefined)
  if (on.length === 0) {
    const kinds = [...context.triggers.keys()].join(', ')
    found.push({
      path: ['on'],
      code: 'trigger-missing',
      message: 'Nothing begins this automation.',
      remedy: `Name one of ${kinds}; the smallest is manual: {}.`,
    })
  }
  const { templates } = context
  return {
    on: Object.fromEntries(on),
    if: readFilters(written.if ?? [], context.patterns, found),
    dedupe: written.dedupe === undefined ? null : readTemplate(written.dedupe, ['dedupe'], { templates, found }),
    dispatch: readDispatch(written.dispatch, context, found),
    limits: readLimits(written.limits ?? {}, found),
    afterwards: readSteps(written.then ?? [], found),
  }
}

function projectOf({ project }: WrittenAutomation, scope: AutomationScope, found: DraftProblem[]): string | null {
  if (project === undefined) return null
  if (scope === 'project') {
    const message = 'This file belongs to its project already.'
    found.push({ path: ['project'], code: 'project-unwanted', message, remedy: 'Take project out.' })
  } else if (!/^(\/|[A-Za-z]:[\\/])/.test(project)) {
    const message = `“${project}” is no whole path.`
    found.push({ path: ['project'], code: 'project-relative', message, remedy: 'Write the path from the root on.' })
  }
  return project
}

/** `manual:` with nothing behind it is a trigger without settings, not one that is left out. */
function withBareTriggers(content: unknown): unknown {
  if (!isObject(content) || !isObject(content.on)) return content
  const on = Object.entries(content.on).map(([kind, settings]) => [kind, settings ?? {}])
  return { ...content, on: Object.fromEntries(on) }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shaped(issues: readonly z.core.$ZodIssue[], schema: AutomationSchema): readonly PlanProblem[] {
  const problems = shapeProblems(issues, (path) => knownNames(schema, path))
  // What a trigger says of its settings are whole sentences.
  return problems.map((one) => ({ ...one, message: one.message.replace(/([.!?])\.$/, '$1') }))
}

function placed(opened: OpenDocument, problems: readonly DraftProblem[]): readonly FileProblem[] {
  return problems
    .slice(0, problemsPlaced)
    .map((problem) => placeOf(opened, problem))
    .sort((one, other) => one.line - other.line || one.column - other.column)
    .slice(0, problemsTold)
}
