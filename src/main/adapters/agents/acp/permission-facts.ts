import { requestLimits } from '../../../../shared/domain/permission/request-facts.ts'
import type { ToolPatch } from '../../../../shared/transcript/update.ts'
import { commandLine } from './permission-detail.ts'
import { asList, asObject, type RawObject } from './raw.ts'

/** What an agent sends with a command that changes neither what runs nor as whom. */
const beside: ReadonlySet<string> = new Set([
  'command',
  'description',
  'explanation',
  'justification',
  'reason',
  'timeout',
  'timeout_ms',
  'run_in_background',
  'is_background',
  'cwd',
  'workdir',
])

const pathKey =
  /(^|_)(path|paths|file|files|filename|filepath|dir|directory|folder|cwd|workdir|source|destination|target|uri|root|changes)$/
/** Changes within one text: which files they are of can't be told from its name. */
const patchKey = /(^|_)(patch|diff)$/
/** Levels of an input that are looked into. */
const levels = 4

/** The command and the paths of a tool call for rules to judge by; each only where it is known to be all of it. */
export function permissionFacts(tool: ToolPatch): { readonly command?: string; readonly paths?: readonly string[] } {
  const input = asObject(tool.input)
  const command = input === null || !onlyCommand(input) ? null : commandLine(input.command)
  const paths = pathsOf(tool)
  return {
    ...(command === null || command.length > requestLimits.command ? {} : { command }),
    ...(paths === null ? {} : { paths }),
  }
}

function onlyCommand(input: RawObject): boolean {
  return Object.entries(input).every(([name, value]) => value == null || beside.has(snake(name)))
}

function pathsOf(tool: ToolPatch): readonly string[] | null {
  const diffs = (tool.content ?? []).flatMap((content) => (content.kind === 'diff' ? [content.path] : []))
  const named = namedIn(tool.input, levels)
  if (named === null) return null
  const all = [...new Set([...(tool.paths ?? []), ...diffs, ...named])]
  const tooMany = all.length > requestLimits.paths || all.some(({ length }) => length > requestLimits.path)
  return all.length === 0 || tooMany ? null : all
}

/** Every path that an input names; null where there may be others. */
function namedIn(input: unknown, left: number): readonly string[] | null {
  const list = asList(input)
  const fields = list === null ? Object.entries(asObject(input) ?? {}) : list.map((value) => ['', value] as const)
  const found: string[] = []
  for (const [name, value] of fields) {
    const here = namedBy(snake(name), value, left)
    if (here === null) return null
    found.push(...here)
  }
  return found
}

function namedBy(name: string, value: unknown, left: number): readonly string[] | null {
  if (value === null || value === undefined) return []
  if (patchKey.test(name)) return null
  const texts = asList(value) ?? [value]
  if (pathKey.test(name) && texts.every((text) => typeof text === 'string')) return texts as readonly string[]
  if (typeof value !== 'object') return []
  const keys = pathKey.test(name) && asList(value) === null ? Object.keys(value) : []
  const below = left === 0 ? null : namedIn(value, left - 1)
  return below === null ? null : [...keys, ...below]
}

function snake(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
}
