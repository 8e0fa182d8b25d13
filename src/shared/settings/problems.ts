import type { z } from 'zod'
import type { Settings } from './settings.ts'

/** What the shape found wrong, one sentence a place: `executors: …`. */
export function shapeProblems(error: z.ZodError): readonly string[] {
  return error.issues.map(({ message, path }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
}

/** What no shape can say: every agent needs an id of its own, beside those that exist anyway. */
export function agentProblems(settings: Settings, taken: readonly string[]): readonly string[] {
  const ids = settings.customAgents.map((agent) => agent.id)
  return ids.flatMap((id, at) => {
    if (taken.includes(id)) return [`customAgents.${at}.id: “${id}” is the id of an agent that is known anyway`]
    return ids.indexOf(id) === at ? [] : [`customAgents.${at}.id: “${id}” is used twice`]
  })
}
