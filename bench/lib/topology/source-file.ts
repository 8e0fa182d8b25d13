import type { PlannedEdit, WorldFile } from './world.ts'

/** Places in each part that are kept apart, for those who agreed not to share lines; as many as tasks at most. */
export const rooms = 8

/** Lines between two places: git takes what is nearer than this for one change. */
const apart = 4

/** Where a change goes: the lines that the task means, or a room of its own where those are somebody else's. */
export type Spot = { readonly kind: 'main' } | { readonly kind: 'room'; readonly room: number }

function anchor(part: number, spot: Spot): string {
  return spot.kind === 'main' ? `  /* part ${part} */` : `  /* part ${part}, room ${spot.room} */`
}

function filler(path: string, part: number, count: number): readonly string[] {
  return Array.from({ length: apart }, (_, line) => `  // ${path} ${part} ${count} ${line}`)
}

function partOf(path: string, part: number): readonly string[] {
  const places: readonly Spot[] = [
    { kind: 'main' },
    ...Array.from({ length: rooms }, (_, room) => ({ kind: 'room', room }) as const),
  ]
  const lines = places.flatMap((spot, at) => [...filler(path, part, at), anchor(part, spot)])
  return [`export function part${part}() {`, ...lines, ...filler(path, part, places.length), '}', '']
}

/** The name that a file has for those who refer to it. */
function nameOf(path: string): string {
  const [, name = path] = /^src\/(.*)\.ts$/.exec(path) ?? []
  return name.replaceAll(/\W+/g, '_')
}

function importOf(from: string, path: string): string {
  const up = from
    .split('/')
    .slice(1)
    .map(() => '..')
  return `import * as ${nameOf(path)} from '${[...up, path].join('/')}'`
}

/** A file before anybody works on it. `revision` stands in its last line: history changes that. */
export function renderFile({ imports, parts, path }: WorldFile, revision: number): string {
  const lines = [
    ...imports.map((other) => importOf(path, other)),
    ...(imports.length === 0 ? [] : ['']),
    ...Array.from({ length: parts }, (_, part) => partOf(path, part)).flat(),
    `export const revision = ${revision}`,
  ]
  return `${lines.join('\n')}\n`
}

function markOf({ id, needs, provides }: PlannedEdit): string {
  if (provides !== undefined) return `export const ${provides} = '${id}' // edit ${id}`
  return needs === undefined ? `// edit ${id}` : `use(${needs.symbol}) // edit ${id}`
}

/** Makes the change: in place of the untouched line, or below what others made of it. */
export function applyEdit(text: string, edit: PlannedEdit, spot: Spot): string {
  const lines = text.split('\n')
  const prefix = anchor(edit.part, spot)
  const last = lines.findLastIndex((line) => line.startsWith(prefix))
  if (last < 0) throw new Error(`${edit.path} has no part ${edit.part}`)
  const untouched = lines[last] === prefix
  lines.splice(untouched ? last : last + 1, untouched ? 1 : 0, `${prefix} ${markOf(edit)}`)
  return lines.join('\n')
}

/** Line of a part's place, from 1, in a file that nobody has changed. */
export function lineOf(file: WorldFile, part: number): number {
  const lines = renderFile(file, 0).split('\n')
  return lines.indexOf(anchor(part, { kind: 'main' })) + 1
}

export function offers(text: string, symbol: string): boolean {
  return text.includes(`export const ${symbol} = `)
}

/** Resolves what a merge left: both sides stay, each line once, and untouched lines go where somebody changed them. */
export function keepBoth(conflicted: string): string {
  const taken = conflicted.replaceAll(
    /^<<<<<<< .*\n([\s\S]*?)^=======\n([\s\S]*?)^>>>>>>> .*\n/gm,
    (_, ours: string, theirs: string) => {
      const lines = new Set([...ours.split('\n'), ...theirs.split('\n')].filter((line) => line.includes('// edit ')))
      return [...lines].map((line) => `${line}\n`).join('')
    },
  )
  if (/^(<{7}|>{7}) /m.test(taken)) throw new Error('a conflict was not resolved')
  return taken
}
