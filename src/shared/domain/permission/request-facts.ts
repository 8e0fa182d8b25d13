import type { PermissionRequest } from '../thread/state.ts'

/** What a request is judged by. */
export interface RequestFacts {
  /** Kind of the tool call: `read`, `edit`, `execute` … */
  readonly kind: string
  /** The whole command as a shell would be given it; null where there is none, or more belongs to it than is known. */
  readonly command: string | null
  /** Every path the tool call names, relative to the project or absolute; null where they may not be all of them. */
  readonly paths: readonly string[] | null
  /** Everything that it says, for what can't be understood. */
  readonly text: string
}

/** Where the paths of a request lie: the worktree, and the project's folder in it (forward slashes). */
export interface RequestPlace {
  readonly folder: string
  readonly prefix: string
}

/** UTF-16 units, and how many: what is longer is treated as not understood. */
export const requestLimits = { command: 8_000, paths: 200, path: 4_000, text: 50_000 } as const

export function factsOf(request: Omit<PermissionRequest, 'id' | 'askedAt'>, place: RequestPlace | null): RequestFacts {
  const { command, detail, kind, paths, title } = request
  return {
    kind,
    command: command === undefined || command.length > requestLimits.command ? null : command,
    paths: paths === undefined || tooMany(paths) ? null : paths.map((path) => placed(path, place)),
    text: `${title}\n${detail}`.slice(0, requestLimits.text),
  }
}

function tooMany(paths: readonly string[]): boolean {
  return paths.length > requestLimits.paths || paths.some(({ length }) => length > requestLimits.path)
}

/** Relative to the project where it lies in it, else absolute; dots are resolved by name alone. */
export function placed(path: string, place: RequestPlace | null): string {
  const top = place === null ? null : resolved(`${place.folder}/${place.prefix}`)
  const slashed = path.replaceAll('\\', '/')
  const absolute = slashed.startsWith('/') || /^[a-z]:/i.test(slashed)
  if (top === null) return resolved(slashed)
  const whole = resolved(absolute ? slashed : `${top}/${slashed}`)
  if (whole === top) return '.'
  return whole.startsWith(`${top}/`) ? whole.slice(top.length + 1) : whole
}

function resolved(path: string): string {
  const names: string[] = []
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue
    if (name !== '..') names.push(name)
    else if (names.length > 0 && names.at(-1) !== '..') names.pop()
    else if (!path.startsWith('/')) names.push(name)
  }
  const joined = names.join('/')
  return path.startsWith('/') ? `/${joined}` : joined || '.'
}
