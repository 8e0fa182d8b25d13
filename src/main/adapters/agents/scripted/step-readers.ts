import { constants } from 'node:os'
import type { ScriptNode } from './script-node.ts'
import {
  filledText,
  integerBetween,
  jsonObject,
  listOf,
  numberBetween,
  objectOf,
  oneOf,
  optional,
  type Read,
  reportProblem,
  required,
  type ScriptReport,
  text,
  truth,
  withDefault,
} from './script-readers.ts'
import type { LaterTurns, PlanItem, Step, StepKind } from './steps.ts'

const DAY_MS = 86_400_000
const MILLION = 1_000_000
const TOOL_KINDS = [
  'read',
  'edit',
  'delete',
  'move',
  'search',
  'execute',
  'think',
  'fetch',
  'switch_mode',
  'other',
] as const
const SIGNALS = Object.keys(constants.signals) as [NodeJS.Signals, ...NodeJS.Signals[]]

export const readSteps: Read<readonly Step[]> = (node, report) =>
  node.kind === 'scalar' && node.value === null ? [] : listOf('steps', readStep)(node, report)

const readStep: Read<Step> = (node, report) => {
  const [entry, extra] = node.kind === 'map' ? node.entries : []
  if (entry === undefined) return misread(node.line, 'a step must be a mapping with one key', report)
  const read = Object.hasOwn(readers, entry.key) ? readers[entry.key as StepKind] : undefined
  if (read === undefined) return misread(entry.line, `unknown step "${entry.key}"`, { ...report, step: entry.key })
  const inside = { ...report, step: entry.key }
  if (extra !== undefined) return misread(extra.line, `a step has one key, but here is also "${extra.key}"`, inside)
  return read(entry.value, inside)
}

function misread(line: number, message: string, report: ScriptReport): Step {
  reportProblem(report, line, message)
  return { kind: 'hang' }
}

const moment = (what: string) => integerBetween(what, 0, DAY_MS)

const readPlanItem: Read<PlanItem> = objectOf('a plan entry', {
  content: required(text('content')),
  status: withDefault(oneOf('status', ['pending', 'in_progress', 'completed']), 'pending'),
})

const sayFields = objectOf('say', {
  text: required(text('text')),
  chunks: optional(integerBetween('chunks', 1, MILLION)),
  everyMs: optional(moment('everyMs')),
})
const writeFields = objectOf('write', { path: required(filledText('path')), content: required(text('content')) })
const editFields = objectOf('edit', {
  path: required(filledText('path')),
  find: required(filledText('find')),
  replace: required(text('replace')),
})
const moveFields = objectOf('move', { from: required(filledText('from')), to: required(filledText('to')) })
const runFields = objectOf('run', {
  command: required(filledText('command')),
  timeoutMs: optional(integerBetween('timeoutMs', 1, DAY_MS)),
  expect: withDefault(oneOf('expect', ['ok', 'fail', 'any']), 'ok'),
})
/** Named apart, since an object written with such a key looks like a promise. */
const THEN = 'then'
const askFields = objectOf('ask', {
  title: required(filledText('title')),
  kind: optional(oneOf('kind', TOOL_KINDS)),
  command: optional(text('command')),
  path: optional(filledText('path')),
  [THEN]: withDefault<readonly Step[]>((node, report) => readSteps(node, report), []),
  otherwise: withDefault<readonly Step[]>((node, report) => readSteps(node, report), []),
})
const mcpFields = objectOf('mcp', {
  server: required(filledText('server')),
  tool: required(filledText('tool')),
  args: withDefault(jsonObject('args'), {}),
  save: optional(savedName),
  error: withDefault(oneOf('error', ['any', 'none']), 'none'),
})
const usageFields = objectOf('usage', {
  used: required(integerBetween('used', 0, Number.MAX_SAFE_INTEGER)),
  size: required(integerBetween('size', 0, Number.MAX_SAFE_INTEGER)),
  cost: optional(readCost),
})
const repeatFields = objectOf('repeat', {
  times: required(integerBetween('times', 0, MILLION)),
  everyMs: withDefault(moment('everyMs'), 0),
  steps: required<readonly Step[]>((node, report) => readSteps(node, report)),
})
const ifFields = objectOf('if', {
  file: required(filledText('file')),
  exists: withDefault(truth('exists'), true),
  steps: withDefault<readonly Step[]>((node, report) => readSteps(node, report), []),
  else: withDefault<readonly Step[]>((node, report) => readSteps(node, report), []),
})
const floodFields = objectOf('flood', {
  messages: required(integerBetween('messages', 0, 100 * MILLION)),
  bytes: required(integerBetween('bytes', 1, 16 * MILLION)),
})
const failFields = objectOf('fail', {
  class: required(oneOf('class', ['rateLimit', 'auth', 'overloaded', 'contextOverflow', 'refusal'])),
  message: withDefault(text('message'), ''),
  retryAfterMs: optional(moment('retryAfterMs')),
})
const stopReason = oneOf('stop', ['end_turn', 'max_tokens', 'max_turn_requests', 'refusal', 'cancelled'])

const readers: Readonly<Record<StepKind, Read<Step>>> = {
  say: (node, report) =>
    node.kind === 'scalar'
      ? { kind: 'say', text: text('say')(node, report), chunks: undefined, everyMs: undefined }
      : { kind: 'say', ...sayFields(node, report) },
  think: (node, report) => ({ kind: 'think', text: text('think')(node, report) }),
  plan: (node, report) => ({ kind: 'plan', entries: listOf('plan', readPlanItem)(node, report) }),
  read: (node, report) => ({ kind: 'read', path: filledText('read')(node, report) }),
  write: (node, report) => ({ kind: 'write', ...writeFields(node, report) }),
  edit: (node, report) => ({ kind: 'edit', ...editFields(node, report) }),
  delete: (node, report) => ({ kind: 'delete', path: filledText('delete')(node, report) }),
  move: (node, report) => ({ kind: 'move', ...moveFields(node, report) }),
  run: (node, report) =>
    node.kind === 'scalar'
      ? { kind: 'run', command: filledText('run')(node, report), timeoutMs: undefined, expect: 'ok' }
      : { kind: 'run', ...runFields(node, report) },
  ask: readAsk,
  mcp: (node, report) => ({ kind: 'mcp', ...mcpFields(node, report) }),
  usage: (node, report) => ({ kind: 'usage', ...usageFields(node, report) }),
  sleep: (node, report) => ({ kind: 'sleep', ms: moment('sleep')(node, report) }),
  repeat: (node, report) => ({ kind: 'repeat', ...repeatFields(node, report) }),
  if: (node, report) => {
    const { else: otherwise, ...rest } = ifFields(node, report)
    return { kind: 'if', ...rest, otherwise }
  },
  flood: (node, report) => ({ kind: 'flood', ...floodFields(node, report) }),
  hang: (node, report) => {
    if (!truth('hang')(node, report) && report.problems.length === 0)
      reportProblem(report, node.line, 'hang must be true')
    return { kind: 'hang' }
  },
  spin: (node, report) => ({ kind: 'spin', ms: moment('spin')(node, report) }),
  crash: (node, report) => ({ kind: 'crash', code: integerBetween('crash', 0, 255)(node, report) }),
  kill: (node, report) => ({ kind: 'kill', signal: oneOf('kill', SIGNALS)(node, report) }),
  garbage: (node, report) => ({ kind: 'garbage', text: text('garbage')(node, report) }),
  unknownUpdate: (node, report) => ({ kind: 'unknownUpdate', update: jsonObject('unknownUpdate')(node, report) }),
  fail: (node, report) => ({ kind: 'fail', ...failFields(node, report) }),
  stop: (node, report) => ({ kind: 'stop', reason: stopReason(node, report) }),
  onTurn: (node, report) => ({ kind: 'onTurn', turns: readTurns(node, report) }),
}

function readAsk(node: ScriptNode, report: ScriptReport): Step {
  const { kind, [THEN]: granted, ...rest } = askFields(node, report)
  const pathKind = rest.path === undefined ? 'other' : 'edit'
  const implied = rest.command === undefined ? pathKind : 'execute'
  return { kind: 'ask', ...rest, toolKind: kind ?? implied, granted }
}

function savedName(node: ScriptNode, report: ScriptReport): string {
  const name = filledText('save')(node, report)
  if (name === 'i') reportProblem(report, node.line, 'save must not be "i", which is the index of repeat')
  else if (name !== '' && !/^[A-Za-z_][\w-]*$/.test(name)) {
    reportProblem(report, node.line, 'save must be a name of letters, digits, - and _')
  }
  return name
}

/** A bare number is dollars. */
function readCost(node: ScriptNode, report: ScriptReport): { readonly amount: number; readonly currency: string } {
  const amount = numberBetween('cost', 0, MILLION)
  if (node.kind !== 'map') return { amount: amount(node, report), currency: 'USD' }
  return objectOf('cost', { amount: required(amount), currency: withDefault(filledText('currency'), 'USD') })(
    node,
    report,
  )
}

function readTurns(node: ScriptNode, report: ScriptReport): LaterTurns {
  if (node.kind !== 'map') {
    reportProblem(report, node.line, 'onTurn must be a mapping of turn numbers or "*" to steps')
    return {}
  }
  const turns: Record<string, readonly Step[]> = {}
  for (const entry of node.entries) {
    if (entry.key !== '*' && !/^[1-9]\d{0,8}$/.test(entry.key)) {
      reportProblem(report, entry.line, `unknown turn "${entry.key}" in onTurn (a number from 1, or "*")`)
    }
    turns[entry.key] = readSteps(entry.value, report)
  }
  return turns
}
