import { randomUUID } from 'node:crypto'
import type { PublicCommand } from '../../../src/shared/contract/channels/commands.ts'
import { steps, write } from '../../cli/kit/steps.ts'

type Plan = Extract<PublicCommand, { type: 'run.plan' }>['payload']
type PlannedTask = Plan['plan']['tasks'][number]

interface Written {
  readonly key: string
  readonly title: string
  readonly brief: string
  readonly after?: readonly string[]
  readonly gates?: readonly string[]
  readonly effort?: PlannedTask['effort']
  readonly priority?: number
  readonly candidates?: number
}

interface Wanted {
  readonly goal: string
  readonly repository: string
  readonly tasks: readonly Written[]
  readonly approve?: boolean
}

/** A plan as the host takes it. */
export function planOf({ goal, repository, tasks, approve = false }: Wanted): Plan {
  const budget = { cost: 12, minutes: 90 }
  const rest = { topology: 'queue' as const, effort: 'standard' as const, gates: [], budget }
  const plan = { goal, ...rest, limits: { parallel: null, review: null }, tasks: tasks.map(taskOf) }
  const place = { project: randomUUID(), repository, initialize: false }
  return { run: randomUUID(), ...place, autoLand: true, approve, plan }
}

function taskOf({ key, title, brief, ...more }: Written): PlannedTask {
  const { after = [], gates = [], effort = gates.length > 0 ? 'standard' : 'quick' } = more
  return {
    ...{ id: randomUUID(), key, title, brief, effort, paths: [], gates: [...gates], budget: {} },
    ...{ agents: [{ kind: 'catalogue', id: 'scripted' }], priority: more.priority ?? 0 },
    candidates: more.candidates ?? 1,
    after: after.map((on) => ({ on, from: 'landed' as const })),
  }
}

/** Does something at the first turn of a thread only. */
const once = (first: object) => [
  { if: { file: 'met', exists: false, steps: [write('met', ''), first] } },
  { delete: 'met' },
]

const code = (key: string, lines: number) =>
  write(`src/${key}.js`, Array.from({ length: lines }, (_, at) => `export const ${key}${at} = ${at}\n`).join(''))

/** Longer than anybody looks. */
const long = [{ read: 'src/receipt.js' }, { sleep: 600_000 }]

const proposal = {
  ...{ id: 'old-vouchers', title: 'Accept last year’s vouchers' },
  brief: 'Customers still hold vouchers of last year. Read their numbers too, and note which were used.',
}
const proposing = { mcp: { server: 'switchyard', tool: 'spawn_task', args: proposal } }

/** Twelve tasks that meet every trouble: some land, some work on, some wait for a person. */
export const twelve: readonly Written[] = [
  { key: 'prices', title: 'Read prices once', brief: steps(code('prices', 12)), priority: 2 },
  {
    ...{ key: 'discount', title: 'Give a discount on full bags', after: ['prices'] },
    brief: steps(code('wrong', 3), { onTurn: { 2: [code('discount', 9)] } }),
    gates: ['test -s src/discount.js'],
  },
  {
    ...{ key: 'tax', title: 'Add the tax by article', after: ['prices'] },
    brief: steps(...once({ crash: 3 }), code('tax', 31)),
  },
  {
    ...{ key: 'vouchers', title: 'Accept vouchers', after: ['discount'] },
    brief: steps({ say: 'Vouchers of last year look different.' }, proposing, ...long),
  },
  {
    ...{ key: 'receipt', title: 'Show discount and tax on the receipt', after: ['prices'] },
    brief: steps(code('lines', 14), { say: 'The receipt has two more lines now.' }),
    gates: ['test -s src/receipt.js', 'echo "1 passed, 1 failed: no line for the tax" && test -s src/tax-line.js'],
  },
  { key: 'mail', title: 'Send the receipt by mail', brief: steps(code('mail', 5)), after: ['receipt'] },
  {
    ...{ key: 'archive', title: 'Keep receipts for ten years' },
    brief: steps(
      { read: 'src/receipt.js' },
      { fail: { class: 'rateLimit', message: 'Too many requests.', retryAfterMs: 1_500_000 } },
    ),
  },
  { key: 'export', title: 'Export the day to a table', brief: steps(code('exports', 4), ...long), priority: 1 },
  { key: 'printer', title: 'Print on narrow paper', brief: steps(code('narrow', 22)), candidates: 2 },
  {
    ...{ key: 'exports-folder', title: 'Empty the folder of exports' },
    brief: steps({
      ask: { title: 'Delete the folder exports', command: 'rm -r exports' },
    }),
  },
  { key: 'docs', title: 'Describe it in the README', brief: steps(code('docs', 2)), after: ['mail', 'vouchers'] },
  {
    ...{ key: 'release', title: 'Make it version two', brief: steps(code('release', 1)) },
    after: ['docs', 'export', 'printer'],
  },
]

/** The same plan as a person writes it. */
export const twelveInWords: readonly Written[] = twelve.map((task) => ({
  ...task,
  brief: `${task.title}.\n\nKeep to the files that it needs, and cover the rule with a test. Say what other tasks must know of.`,
}))

/** A plan in which nearly everything is wrong that can be. */
export const mistaken: readonly Written[] = [
  { key: 'prices', title: 'Read prices once', brief: 'Read the prices once a day.' },
  { key: 'discount', title: 'Give a discount on full bags', brief: '', after: ['prices'] },
  { key: 'tax', title: 'Add the tax by article', brief: 'Add the tax.', effort: 'standard', after: ['discount'] },
]
