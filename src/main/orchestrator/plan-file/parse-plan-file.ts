import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml'
import { type PlanFileProblem, planFileLimit } from '../../../shared/contract/channels/plans.ts'
import { type JudgeContext, judgedPlan } from '../../../shared/contract/judged-plan.ts'
import type { PlanWithIds } from '../../../shared/domain/run/commands.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type NameProblem, nameProblems } from './names.ts'
import { positionOf } from './positions.ts'

/** Of one file; the first ones are the useful ones. */
const problemsTold = 50
/** Each is looked for in the whole file. */
const problemsPlaced = 500

type Parsed = Result<PlanWithIds, readonly PlanFileProblem[]>

/** A plan as YAML, with every default filled in; or all that is wrong with it, each at its line and column. */
export function parsePlanFile(text: string, context: JudgeContext): Parsed {
  if (text.length > planFileLimit) return err([tooLong(text.length)])
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false })
  const broken = [...document.errors, ...document.warnings]
  if (broken.length > 0) return err(broken.slice(0, problemsTold).map((error) => syntaxProblem(error, lines)))
  const names = nameProblems(document)
  if (names.length > 0) return err(names.slice(0, problemsTold).map((one) => yamlProblem(one, lines)))
  const content = contentOf(document)
  if (!content.ok) return content
  const read = judgedPlan(content.value, context)
  if (read.ok) return read
  const placed = read.error
    .slice(0, problemsPlaced)
    .map((problem) => ({ ...problem, ...positionOf(document, lines, problem.path) }))
  return err(placed.sort(byPlace).slice(0, problemsTold))
}

function contentOf(document: Document): Result<unknown, readonly PlanFileProblem[]> {
  try {
    return ok(document.toJS({ maxAliasCount: 100 }))
  } catch (error) {
    // Aliases that would grow without end.
    if (error instanceof ReferenceError) return err([tooManyAliases(error.message)])
    throw error
  }
}

function byPlace(one: PlanFileProblem, other: PlanFileProblem): number {
  return one.line - other.line || one.column - other.column
}

function syntaxProblem({ message, pos }: YAMLError, lines: LineCounter): PlanFileProblem {
  return yamlProblem({ offset: pos[0], message: firstLine(message) }, lines)
}

function yamlProblem({ message, offset }: NameProblem, lines: LineCounter): PlanFileProblem {
  const { col, line } = lines.linePos(offset)
  return {
    path: [],
    code: 'yaml',
    message,
    remedy: 'Correct the YAML at this place.',
    line: Math.max(line, 1),
    column: Math.max(col, 1),
  }
}

/** The library adds a picture of the place below its sentence, and the place itself. */
function firstLine(message: string): string {
  const [line = message] = message.split('\n')
  return line.replace(/ at line \d+, column \d+:?$/, '.')
}

function tooManyAliases(message: string): PlanFileProblem {
  const remedy = 'Write out what the aliases stand for.'
  return { path: [], code: 'yaml', message: firstLine(message), remedy, line: 1, column: 1 }
}

function tooLong(length: number): PlanFileProblem {
  const message = `The file has ${length} characters, the limit is ${planFileLimit}.`
  return { path: [], code: 'too-large', message, remedy: 'Split it into several plans.', line: 1, column: 1 }
}
