import { join } from 'node:path'
import type { GateOutcome, Proof, TestResults } from '../../shared/domain/verification/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { GitFailure, WorktreePlace } from '../ports/git.ts'
import { excerptOf } from './excerpt.ts'
import { watchReports } from './find-reports.ts'
import { gateEnvironment } from './gate-environment.ts'
import { GateLog, type LoggedGate } from './gate-log.ts'
import type { GateSlots } from './gate-slots.ts'
import { readResults } from './results/read-results.ts'
import { type CommandEnd, runCommand } from './run-command.ts'
import type { GateServices } from './services.ts'

export interface GateRun extends LoggedGate {
  readonly place: WorktreePlace
  /** Folder of the project below the worktree's, '' for that itself. */
  readonly prefix: string
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

export interface GateTools {
  readonly services: GateServices
  readonly slots: GateSlots
}

/** Runs one gate when it is its turn, and says what was seen; null where `signal` came first. */
export async function runGate(tools: GateTools, gate: GateRun): Promise<Proof | null> {
  const { services, slots } = tools
  const { transcripts } = services
  await transcripts.open(gate.thread)
  const log = new GateLog(services, gate)
  try {
    log.show({ outcome: slots.full ? 'waiting' : 'running' })
    const release = await slots.take(gate.signal)
    const proof = release === null ? null : await proveAtLast({ services, gate, log }).finally(release)
    if (proof === null) log.show({ outcome: 'cancelled' })
    else {
      const { durationMs, exit, flaky, outcome, tree } = proof
      log.show({ outcome, exit, durationMs, tree, flaky })
    }
    return proof
  } finally {
    await transcripts.release(gate.thread)
  }
}

interface Attempt {
  readonly services: GateServices
  readonly gate: GateRun
  readonly log: GateLog
}

/** Nothing was learnt about the work: what runs programs for the host went under. */
interface Lost {
  readonly lost: Failure
}

/** How often a gate runs anew that went under. */
const anewAtMost = 2

/** What went under with the host's own helper says nothing about the work, and runs anew. */
async function proveAtLast(attempt: Attempt): Promise<Proof | null> {
  const startedAt = attempt.services.clock.now()
  for (let times = 0; ; times += 1) {
    const seen = await prove(attempt)
    if (seen === null || !('lost' in seen)) return seen
    if (times === anewAtMost || attempt.gate.signal.aborted) return unrun(attempt, seen.lost, startedAt)
    attempt.log.again(`${seen.lost.message} It runs again:`)
  }
}

async function prove(attempt: Attempt): Promise<Proof | Lost | null> {
  const { clock, git } = attempt.services
  const startedAt = clock.now()
  const begun = clock.monotonic()
  attempt.log.show({ outcome: 'running' })
  const before = await git.worktreeTree(attempt.gate.place)
  if (!before.ok) return unproven(attempt, before.error, startedAt)
  const first = await runOnce(attempt)
  if (first === null || 'lost' in first) return first
  if (first.end.kind === 'not-started') return unrun(attempt, first.end.failure, startedAt)
  const between = await git.worktreeTree(attempt.gate.place)
  if (!between.ok) return unproven(attempt, between.error, startedAt)
  const common = { attempt, tree: before.value, startedAt, begun }
  if (between.value !== before.value) return proofOf({ ...common, run: first, treeAfter: between.value, voided: true })
  if (outcomeOf(first.end) !== 'failed') return proofOf({ ...common, run: first, treeAfter: between.value })
  return again(common, first)
}

interface Common {
  readonly attempt: Attempt
  readonly tree: string
  readonly startedAt: number
  readonly begun: number
}

/** A gate that fails and passes on the same files tells something about itself, not about the work. */
async function again(common: Common, first: Run): Promise<Proof | Lost | null> {
  const { attempt, tree } = common
  attempt.log.again(`Failed${exitWords(first.end)}. Run again on the same files:`)
  const second = await runOnce(attempt)
  if (second === null || 'lost' in second) return second
  const after = await attempt.services.git.worktreeTree(attempt.gate.place)
  if (!after.ok) return unproven(attempt, after.error, common.startedAt)
  const voided = after.value !== tree
  const flaky = !voided && outcomeOf(second.end) === 'passed'
  const run = flaky ? { ...second, excerpt: first.excerpt } : second
  return proofOf({ ...common, run, treeAfter: after.value, voided, flaky })
}

interface Run {
  readonly end: Exclude<CommandEnd, { kind: 'cancelled' | 'lost' }>
  readonly results: TestResults | null
  readonly excerpt: string
}

async function runOnce({ gate, log, services }: Attempt): Promise<Run | Lost | null> {
  const { clock, hostEnvironment, processes } = services
  const cwd = join(gate.place.folder, gate.prefix)
  const reports = await watchReports(cwd)
  const end = await runCommand(
    { processes, clock },
    {
      command: gate.command,
      cwd,
      env: gateEnvironment(hostEnvironment, gate.thread),
      owner: `gate of ${gate.thread}`,
      timeoutMs: gate.timeoutMs,
      signal: gate.signal,
      output: (chunk) => log.push(chunk),
    },
  )
  if (end.kind === 'cancelled') return null
  if (end.kind === 'lost') return { lost: end.failure }
  const written = log.output
  const results = readResults(written, await reports())
  if (end.kind === 'timed-out') log.remark(`Stopped by Switchyard after ${Math.round(gate.timeoutMs / 1000)} seconds.`)
  return { end, results, excerpt: excerptOf(withFailures(log.output, results)) }
}

/** What stands in a report alone goes before the output, where it is not cut off. */
function withFailures(output: string, results: TestResults | null): string {
  if (results?.format !== 'junit' || results.failures.length === 0) return output
  const lines = results.failures.map(({ name, message }) => `FAILED ${name}${message === '' ? '' : `: ${message}`}`)
  return `${lines.join('\n')}\n\n${output}`
}

function outcomeOf(end: Run['end']): Extract<GateOutcome, 'passed' | 'failed' | 'timed-out' | 'not-started'> {
  if (end.kind !== 'exited') return end.kind
  return end.code === 0 ? 'passed' : 'failed'
}

function exitWords(end: Run['end']): string {
  return end.kind === 'exited' && end.code !== null ? ` with exit code ${end.code}` : ''
}

function proofOf(
  seen: Common & {
    readonly run: Run
    readonly treeAfter: string
    readonly voided?: boolean
    readonly flaky?: boolean
  },
): Proof {
  const { attempt, run, startedAt, tree, treeAfter, voided = false, flaky = false } = seen
  const { end, excerpt, results } = run
  return {
    command: attempt.gate.command,
    tree,
    treeAfter,
    exit: end.kind === 'exited' ? end.code : null,
    outcome: voided ? 'voided' : outcomeOf(end),
    flaky,
    durationMs: Math.round(attempt.services.clock.monotonic() - seen.begun),
    startedAt,
    log: attempt.gate.entry,
    results,
    excerpt,
  }
}

function unproven(attempt: Attempt, failure: GitFailure, startedAt: number): Proof | Lost {
  return failure.code === 'git-lost' ? { lost: failure } : unrun(attempt, failure, startedAt)
}

function unrun({ gate, log }: Attempt, failure: Failure, startedAt: number): Proof {
  const words = `${failure.message} ${failure.remedy}`
  log.remark(words)
  return unrunProof({ command: gate.command, log: gate.entry, startedAt, tree: '' }, words)
}

/** For a gate that the host could not run. */
export function unrunProof(gate: Pick<Proof, 'command' | 'log' | 'startedAt' | 'tree'>, words: string): Proof {
  return {
    ...gate,
    treeAfter: gate.tree,
    exit: null,
    outcome: 'not-started',
    flaky: false,
    durationMs: 0,
    results: null,
    excerpt: excerptOf(words),
  }
}
