import path from 'node:path'
import { automationLimits } from '../../../shared/domain/automation/definition.ts'
import { isShallow } from '../../../shared/kernel/is-shallow.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { parseJson } from '../../../shared/kernel/parse-json.ts'
import { refuse } from '../attach/failure-exit.ts'
import type { CliContext } from './context.ts'
import { readText } from './read-text.ts'

/** The JSON object in a file, or on standard input for `-`. */
export async function readEvent({ cwd }: CliContext, named: string): Promise<JsonObject> {
  const file = named === '-' ? 0 : path.resolve(cwd, named)
  const text = await readText(file, automationLimits.event).catch((error: NodeJS.ErrnoException) =>
    refuse(
      'event-file',
      `The event ${named} can't be read (${error.code ?? String(error)}). Nothing fired.`,
      'Check the path.',
    ),
  )
  if (text.length > automationLimits.event) {
    refuse(
      'event-too-large',
      `The event ${named} has more than ${automationLimits.event} characters. Nothing fired.`,
      'Leave out what no filter and no brief names.',
    )
  }
  const value = parseJson(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    if (isShallow(value as JsonObject)) return value as JsonObject
    refuse(
      'event-too-deep',
      `Too much stands in each other in ${named}. Nothing fired.`,
      'Leave out what is not needed.',
    )
  }
  return refuse(
    'event-no-object',
    `${named} is no JSON object. Nothing fired.`,
    'An event is an object: {"title": "…"}.',
  )
}
