import type { PublicCommand } from '../../../src/shared/contract/channels/commands.ts'
import type { TaskId } from '../../../src/shared/kernel/ids.ts'
import { gateMark } from './kill-part.ts'

type NewTask = Extract<PublicCommand, { type: 'task.add' }>['payload']['task']

interface Written {
  /** Steps before the last one, which writes the task's own file. */
  readonly steps?: readonly object[]
  readonly landed?: readonly string[]
  readonly stacked?: readonly string[]
  readonly gates?: readonly string[]
  readonly effort?: 'quick'
}

const write = (name: string, content: string) => ({ write: { path: name, content } })
const gate = (command: string) => `${gateMark} sleep 0.1; ${command}`
const there = (...names: readonly string[]) => gate(names.map((name) => `test -e ${name}.txt`).join(' && '))
/** Does it in the first turn only; one that is sent again finds the mark. */
const once = (step: object) => [
  { if: { file: 'met', exists: false, steps: [write('met', ''), step] } },
  { delete: 'met' },
]

/** Diamonds, stacked work, gates that fail once, by chance and for ever, a crash and a rate limit. */
const tasks: Readonly<Record<string, Written>> = {
  base: {},
  left: { landed: ['base'], gates: [there('base')] },
  right: { landed: ['base'], gates: [there('base')], steps: [{ sleep: 150 }] },
  join: { landed: ['left', 'right'], gates: [there('left', 'right')] },
  mended: { stacked: ['base'], gates: [gate('grep -q "by mended" mended.txt')] },
  flaky: { gates: [gate('test -e "$HOME/met" || { touch "$HOME/met"; exit 1; }')] },
  crash: { steps: once({ crash: 3 }), effort: 'quick' },
  limited: { steps: once({ fail: { class: 'rateLimit', message: 'too many requests', retryAfterMs: 300 } }) },
  both: { stacked: ['mended', 'limited'], gates: [there('mended', 'limited')] },
  never: { gates: [gate('echo it is not there; exit 4')] },
  behind: { landed: ['never'] },
  last: { landed: ['join', 'crash', 'both'], gates: [there('join', 'crash', 'both')] },
}

/** What a person adds while the others are under way. */
export const addedTask = task('added', { landed: ['left'], gates: [there('left')] })

/** How each task ends, whatever is killed. */
export const expectedEnds: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...Object.keys(tasks), 'added'].map((key) => [key, 'landed'])),
  never: 'parked: gate-failed',
  behind: 'parked: dependency',
}

export function plannedTasks(): readonly NewTask[] {
  return Object.entries(tasks).map(([key, written]) => task(key, written))
}

function task(key: string, { effort, gates = [], landed = [], stacked = [], steps = [] }: Written): NewTask {
  const own = write(`${key}.txt`, `by ${key}`)
  const work = key === 'mended' ? [write('mended.txt', 'wrong'), { onTurn: { 2: [own] } }] : [own]
  return {
    id: key as TaskId,
    key,
    title: `Task ${key}`,
    brief: `\`\`\`steps\n${[...steps, ...work].map((step) => `- ${JSON.stringify(step)}`).join('\n')}\n\`\`\`\n`,
    effort: effort ?? 'standard',
    after: [
      ...landed.map((on) => ({ on, from: 'landed' as const })),
      ...stacked.map((on) => ({ on, from: 'stacked' as const })),
    ],
    paths: [],
    gates,
    agents: [{ kind: 'catalogue', id: 'scripted' }],
    priority: 0,
    candidates: 1,
    budget: {},
  }
}
