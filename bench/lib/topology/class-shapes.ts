import type { Random } from './random.ts'
import type { PlannedEdit, WorldClass, WorldFile } from './world.ts'

type ShapedEdit = Omit<PlannedEdit, 'id'>

interface ShapedTask {
  /** Places of the tasks that the plan puts before it. */
  readonly after: readonly number[]
  readonly edits: readonly ShapedEdit[]
}

/** How the work of a class is laid out, before it has keys. */
export interface Shape {
  readonly files: readonly WorldFile[]
  readonly tasks: readonly ShapedTask[]
  /** Files that used to change together. */
  readonly groups: readonly (readonly string[])[]
}

type MakeShape = (tasks: number, random: Random) => Shape

/** Part 0 of a file is where what others build on goes, and the lists that everybody adds to. */
const partsOfOwn = 4

interface Area {
  readonly main: string
  readonly detail: string
}

function areaOf(task: number): Area {
  return { main: `src/area${task + 1}/main.ts`, detail: `src/area${task + 1}/detail.ts` }
}

/** Down to the second, so that hardly ever two things happen at once. */
const minutesOfEdit = (random: Random) => random.between(3 * 60, 8 * 60) / 60

/** Work in a task's own two files, which nobody else touches. */
function ownEdits(task: number, random: Random): readonly ShapedEdit[] {
  const { detail, main } = areaOf(task)
  return Array.from({ length: random.between(2, 3) }, (_, at) => ({
    path: at === 0 ? main : random.pick([main, detail]),
    part: at + 1,
    minutes: minutesOfEdit(random),
  }))
}

/** Every task's own files; main refers to its detail, and to whatever is said. */
function areas(tasks: number, importsOf: (task: number) => readonly string[] = () => []): readonly WorldFile[] {
  return Array.from({ length: tasks }, (_, task) => task).flatMap((task) => {
    const { detail, main } = areaOf(task)
    return [
      { path: main, parts: partsOfOwn, imports: [detail, ...importsOf(task)] },
      { path: detail, parts: partsOfOwn, imports: [] },
    ]
  })
}

function ownGroups(tasks: number): Shape['groups'] {
  return Array.from({ length: tasks }, (_, task) => [areaOf(task).main, areaOf(task).detail])
}

/** Puts one into a list at a place that is drawn, so that trouble comes early in some work and late in other. */
function placed(edits: readonly ShapedEdit[], edit: ShapedEdit, random: Random): readonly ShapedEdit[] {
  return edits.toSpliced(random.between(0, edits.length), 0, edit)
}

const independent: MakeShape = (count, random) => ({
  files: areas(count),
  tasks: Array.from({ length: count }, (_, task) => ({ after: [], edits: ownEdits(task, random) })),
  groups: ownGroups(count),
})

/** All but some change the same file, each a part of its own. */
const apart: MakeShape = (count, random) => {
  const path = 'src/shared/settings.ts'
  const sharing = random.between(Math.min(3, count), count)
  const tasks = Array.from({ length: count }, (_, task) => {
    const edits = ownEdits(task, random)
    if (task >= sharing) return { after: [], edits }
    return { after: [], edits: placed(edits, { path, part: task, minutes: minutesOfEdit(random) }, random) }
  })
  return {
    files: [...areas(count), { path, parts: count, imports: [] }],
    tasks,
    groups: ownGroups(count).map((group, task) => (task < sharing ? [...group, path] : group)),
  }
}

/** Pairs that mean the same lines of a file; one that is left over shares with nobody. */
const lines: MakeShape = (count, random) => {
  const pairs = Math.floor(count / 2) - (count > 5 && random.chance(0.5) ? 1 : 0)
  const pathOf = (pair: number) => `src/shared/table${pair + 1}.ts`
  const tasks = Array.from({ length: count }, (_, task) => {
    const pair = Math.floor(task / 2)
    const edits = ownEdits(task, random)
    if (pair >= pairs) return { after: [], edits }
    return { after: [], edits: placed(edits, { path: pathOf(pair), part: 1, minutes: minutesOfEdit(random) }, random) }
  })
  const shared = Array.from({ length: pairs }, (_, pair) => ({ path: pathOf(pair), parts: 3, imports: [] }))
  return {
    files: [...areas(count), ...shared],
    tasks,
    groups: ownGroups(count).map((group, task) => {
      const pair = Math.floor(task / 2)
      return pair < pairs ? [...group, pathOf(pair)] : group
    }),
  }
}

/** Adds to a part 0, first of all its edits, what others build on. */
function providing(
  edits: readonly ShapedEdit[],
  given: { readonly path: string; readonly symbol: string },
  random: Random,
) {
  return [{ path: given.path, part: 0, minutes: minutesOfEdit(random), provides: given.symbol }, ...edits]
}

/** From the second edit on, the work is by means of what another adds. */
function needing(edits: readonly ShapedEdit[], needs: { readonly path: string; readonly symbol: string }) {
  return edits.map((edit, at) => (at === 0 ? edit : { ...edit, needs }))
}

const symbolOf = (task: number) => `api${task + 1}`

const interfaces: MakeShape = (count, random) => {
  const producers = count > 5 ? 2 : 1
  const producerOf = (task: number) => task % producers
  const needOf = (task: number) => ({ path: areaOf(producerOf(task)).main, symbol: symbolOf(producerOf(task)) })
  const tasks = Array.from({ length: count }, (_, task) => {
    const own = ownEdits(task, random)
    const edits = task < producers ? providing(own, needOf(task), random) : needing(own, needOf(task))
    return { after: [], edits }
  })
  return {
    files: areas(count, (task) => (task < producers ? [] : [areaOf(producerOf(task)).main])),
    tasks,
    groups: ownGroups(count).map((group, task) => (task < producers ? group : [...group, needOf(task).path])),
  }
}

/** Each builds on what the one before adds; the plan knows of about half of it. */
const chain: MakeShape = (count, random) => {
  const tasks = Array.from({ length: count }, (_, task) => {
    const given = { path: areaOf(task).main, symbol: symbolOf(task) }
    const before = { path: areaOf(task - 1).main, symbol: symbolOf(task - 1) }
    const own = ownEdits(task, random)
    const edits = providing(task === 0 ? own : needing(own, before), given, random)
    return { after: task > 0 && random.chance(0.5) ? [task - 1] : [], edits }
  })
  return {
    files: areas(count, (task) => (task === 0 ? [] : [areaOf(task - 1).main])),
    tasks,
    groups: ownGroups(count).map((group, task) => (task === 0 ? group : [...group, areaOf(task - 1).main])),
  }
}

/** One reworks a file that many others add a line to, at the same place; some of them build on what it adds. */
const hub: MakeShape = (count, random) => {
  const path = 'src/hub/registry.ts'
  const given = { path, symbol: 'register' }
  const tasks = Array.from({ length: count }, (_, task) => {
    const own = ownEdits(task, random)
    if (task === 0) return { after: [], edits: providing(own, given, random) }
    const edits = random.chance(0.4) ? needing(own, given) : own
    return { after: [], edits: placed(edits, { path, part: 1, minutes: minutesOfEdit(random) }, random) }
  })
  return {
    files: [...areas(count, () => [path]), { path, parts: 3, imports: [] }],
    tasks,
    groups: ownGroups(count).map((group) => [...group, path]),
  }
}

export const classShapes: Readonly<Record<WorldClass, MakeShape>> = {
  independent,
  apart,
  lines,
  interface: interfaces,
  chain,
  hub,
}
