import { nearest } from '../../../shared/contract/shape-problems.ts'
import type { AutomationDefinition } from '../../../shared/domain/automation/definition.ts'
import type { TemplatePart } from '../../../shared/domain/automation/template.ts'
import type { PermissionPolicy, PermissionRule } from '../../../shared/domain/permission/policy.ts'
import type { TextTemplates } from '../../ports/text-template.ts'
import type { DraftProblem } from './draft-problem.ts'
import type { WrittenDispatch } from './written-automation.ts'

export interface DispatchContext {
  /** Ids of the catalogue; null where nobody knows. */
  readonly agents: readonly string[] | null
  readonly templates: TextTemplates
}

export function readDispatch(
  written: WrittenDispatch,
  context: DispatchContext,
  found: DraftProblem[],
): AutomationDefinition['dispatch'] {
  const { effort, gates, topology } = written
  if (written.brief.trim() === '') {
    const message = 'dispatch.brief is empty.'
    found.push({ path: ['dispatch', 'brief'], code: 'empty', message, remedy: 'Say what is to be done.' })
  }
  return {
    brief: readTemplate(written.brief, ['dispatch', 'brief'], { templates: context.templates, found }),
    agents: agentsOf(written, context.agents, found),
    effort: effort ?? null,
    topology: topology ?? null,
    permissions: permissionsOf(written.permissions, found),
    gates: [...new Set(gates ?? [])],
  }
}

export function readTemplate(
  text: string,
  path: DraftProblem['path'],
  { found, templates }: { readonly templates: TextTemplates; readonly found: DraftProblem[] },
): readonly TemplatePart[] {
  const parsed = templates.parse(text)
  if (parsed.ok) return parsed.value
  found.push({ ...parsed.error, path })
  return []
}

function agentsOf({ agent }: WrittenDispatch, known: readonly string[] | null, found: DraftProblem[]) {
  const several = typeof agent === 'object'
  const agents = several ? agent : [agent ?? []].flat()
  for (const [at, id] of agents.entries()) {
    if (known === null || known.includes(id)) continue
    const near = nearest(id, known)
    found.push({
      path: several ? ['dispatch', 'agent', at] : ['dispatch', 'agent'],
      code: 'agent-unknown',
      message: `There is no agent “${id}”.`,
      remedy:
        near === null ? `Known are: ${known.join(', ')}.` : `Did you mean ${near}? Known are: ${known.join(', ')}.`,
    })
  }
  return [...new Set(agents)]
}

function permissionsOf(written: WrittenDispatch['permissions'], found: DraftProblem[]): PermissionPolicy | null {
  if (written === undefined) return null
  if (typeof written === 'string') return { profile: written, rules: [] }
  const rules = (written.rules ?? []).map((rule, at): PermissionRule => {
    const { command, path, tool, verdict } = rule
    if (command === undefined && path === undefined && tool === undefined) {
      found.push({
        path: ['dispatch', 'permissions', 'rules', at],
        code: 'rule-empty',
        message: 'This rule names no tool, no path and no command, so it would fit everything.',
        remedy: 'Name what it is about.',
      })
    }
    if (path !== undefined && /\{[^{}]*,[^{}]*\}/.test(path)) {
      found.push({
        path: ['dispatch', 'permissions', 'rules', at, 'path'],
        code: 'rule-braces',
        message: 'Alternatives in braces mean nothing in the path of a rule, so it would fit no path.',
        remedy: 'Write one rule for each of them.',
      })
    }
    return {
      verdict,
      ...(tool === undefined ? {} : { tool }),
      ...(path === undefined ? {} : { path }),
      ...(command === undefined ? {} : { command }),
    }
  })
  return { profile: written.profile, rules }
}
