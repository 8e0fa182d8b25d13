import { z } from 'zod'
import { label, shapeProblems } from '../../shared/contract/shape-problems.ts'
import { withoutNulls } from '../../shared/contract/without-nulls.ts'
import type { PlanProblem } from '../../shared/domain/plan/plan.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { Tool, ToolInvocation } from '../engine/tool.ts'
import type { ToolAnswer } from '../ports/tools.ts'

/** Problems that an agent is told of at once. */
const problemsTold = 30

interface ToolParts<Shape extends z.ZodRawShape> {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: z.ZodObject<Shape>
  readonly offered: Tool['offered']
  run(input: z.infer<z.ZodObject<Shape>>, invocation: ToolInvocation): Promise<ToolAnswer>
}

/** A tool whose input is checked against its schema before it runs; what is wrong is told field by field. */
export function defineTool<Shape extends z.ZodRawShape>(parts: ToolParts<Shape>): Tool {
  const { description, input, name, offered, run, title } = parts
  const schema = inputSchemaOf(input)
  return {
    name,
    title,
    description,
    get inputSchema() {
      return schema()
    },
    offered,
    async call(invocation) {
      const parsed = input.safeParse(withoutNulls(invocation.input), { reportInput: true })
      if (parsed.success) return run(parsed.data, invocation)
      const known = Object.keys(input.shape)
      return refusal(shapeProblems(parsed.error.issues, (path) => (path.length === 0 ? known : [])))
    },
  }
}

/** Written when it is first asked for: a host begins without those of all its tools. */
export function inputSchemaOf(shape: z.ZodType): () => JsonObject {
  let written: JsonObject | null = null
  return () => {
    written ??= writtenOut(shape)
    return written
  }
}

function writtenOut(shape: z.ZodType): JsonObject {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io: 'input' })
  return schema as JsonObject
}

/** Every problem at its exact place, with what to do. */
export function refusal(problems: readonly PlanProblem[]): ToolAnswer {
  const told = problems.slice(0, problemsTold).map(placed)
  const more = problems.length > told.length ? [`And ${problems.length - told.length} more.`] : []
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  const text = [`Nothing was taken in: ${count}. Correct and send it again.`, ...told.map((one) => `- ${one}`), ...more]
  return { isError: true, text: text.join('\n') }
}

/** With its place, unless the sentence begins with it. */
function placed({ message, path, remedy }: PlanProblem): string {
  const place = label(path)
  const starts = path.length === 0 || message.startsWith(place)
  return `${starts ? '' : `${place}: `}${message} ${remedy}`
}
