import { classShapes, type Shape } from './class-shapes.ts'
import { type Random, seededRandom } from './random.ts'
import type { PlannedEdit, World, WorldClass, WorldFile, WorldTask } from './world.ts'

const commits = 48
/** Of the commits, those that have nothing to do with how the work is laid out. */
const noise = 0.2
/** That the plan names a path which a task will touch. */
const declared = 0.75

/** The same class and seed give the same repository, work and minutes. */
export function generateWorld(kind: WorldClass, seed: number): World {
  const random = seededRandom(seed, kind)
  const count = random.between(4, 8)
  const shape = classShapes[kind](count, random)
  const tasks = shape.tasks.map((task, at): WorldTask => {
    const key = keyOf(at)
    const edits = task.edits.map((edit, number): PlannedEdit => ({ id: `${key}.${number}`, ...edit }))
    const touched = [...new Set(edits.map(({ path }) => path))]
    return {
      key,
      title: `${key} ${touched[0] ?? ''}`,
      brief: briefOf(key, edits),
      paths: touched.filter(() => random.chance(declared)),
      after: task.after.map(keyOf),
      readingMinutes: random.between(60, 180) / 60,
      edits,
    }
  })
  return { kind, seed, files: shape.files, history: historyOf(shape, random), tasks }
}

function keyOf(at: number): string {
  return `t${at + 1}`
}

function briefOf(key: string, edits: readonly PlannedEdit[]): string {
  const lines = edits.map(({ needs, part, path, provides }) => {
    const adds = provides === undefined ? '' : `, adding ${provides}`
    const uses = needs === undefined ? '' : `, by means of ${needs.symbol} of ${needs.path}`
    return `- change part ${part} of ${path}${adds}${uses}`
  })
  return [`Task ${key}:`, ...lines].join('\n')
}

/** Most commits change files that belong together; some change whatever their author had open. */
function historyOf({ files, groups }: Shape, random: Random): World['history'] {
  return Array.from({ length: commits }, () => {
    if (random.chance(noise)) return distinct([random.pick(files), random.pick(files)])
    const group = random.pick(groups)
    const chosen = group.filter(() => random.chance(0.7))
    return chosen.length === 0 ? [random.pick(group)] : chosen
  })
}

function distinct(files: readonly WorldFile[]): readonly string[] {
  return [...new Set(files.map(({ path }) => path))]
}
