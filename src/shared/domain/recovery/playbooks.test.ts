import { describe, expect, it } from 'vitest'
import { given, givenRun, givenTurn } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import type { AgentChoice, ParkCode, Thread } from '../thread/state.ts'
import type { Proof, Verdict } from '../verification/state.ts'
import { answerTo } from './answer.ts'
import type { Stillness } from './commands.ts'
import { diagnose } from './diagnose.ts'
import type { Evidence } from './evidence.ts'
import type { Diagnosis, RecoveryStep, TroubleClass } from './state.ts'

const now = 1_000_000
const scripted: AgentChoice = { kind: 'catalogue', id: 'scripted' }
const another: AgentChoice = { kind: 'catalogue', id: 'another' }

const minutes = (count: number) => count * 60_000
const still: Stillness = {
  silentMs: minutes(10),
  cpuMs: 0,
  ioBytes: 0,
  alive: true,
  filesChanged: false,
  children: 0,
  openTool: null,
  patienceMs: minutes(5),
}

const failing: Proof = {
  command: 'npm test',
  tree: 't',
  treeAfter: 't',
  exit: 1,
  outcome: 'failed',
  flaky: false,
  durationMs: 5,
  startedAt: 0,
  log: 'log',
  results: null,
  excerpt: 'expected 1, got 2',
}
const verdict: Verdict = { by: 'v' as Thread['id'], outcome: 'refuted', kind: 'proven', reasons: [], proof: failing }

const parked = (code: ParkCode, retryAt?: number): Evidence => {
  const reason = { code, message: 'It said so.', remedy: 'Look.', ...(retryAt === undefined ? {} : { retryAt }) }
  return { kind: 'parked', reason }
}
const stillness = (more: Partial<Stillness>, requests = 0): Evidence => ({
  kind: 'still',
  stillness: { ...still, ...more },
  requests,
})
const gates = (more: Partial<Proof> = {}, unchanged = false): Evidence => ({
  kind: 'gates-failed',
  proof: { ...failing, ...more },
  unchanged,
})
const conflict: Evidence = {
  kind: 'landing-refused',
  into: 'main',
  failure: {
    code: 'landing-conflict',
    message: 'The work conflicts with main in 1 file.',
    remedy: 'Mend it.',
    facts: { into: 'main', commit: 'abc', conflicts: [{ path: 'src/a.ts', kind: 'content' }] },
  },
}
const looping: Evidence = { kind: 'loop', call: 'ls', times: 5 }

interface Setting {
  /** Agents of the task beside the one that runs. */
  readonly agents?: readonly AgentChoice[]
  readonly recover?: boolean
  /** Threads that tried the task before. */
  readonly before?: number
  /** Diagnosed so often before in this thread. */
  readonly met?: number
  readonly hinted?: boolean
}

/** The answer to the evidence in the first turn of a task's newest thread. */
function answer(evidence: Evidence, setting: Setting = {}): Diagnosis | null {
  const { agents = [], before = 0, hinted = false, met = 0, recover = true } = setting
  const simulation = new Simulation()
  givenRun(simulation, { a: { agents: [scripted, ...agents] } }, { recover })
  for (let thread = 0; thread < before; thread += 1) givenTurn(simulation, 'a')
  const id = givenTurn(simulation, 'a')
  const seen = { now, evidence }
  if (hinted) meet(simulation, id, { now, evidence: looping })
  for (let time = 0; time < met; time += 1) meet(simulation, id, seen)
  return answerTo(simulation.model, thread(simulation, id), seen)
}

function meet(simulation: Simulation, id: Thread['id'], seen: { readonly now: number; readonly evidence: Evidence }) {
  const diagnosis = answerTo(simulation.model, thread(simulation, id), seen)
  if (diagnosis !== null) given(simulation, { type: 'recovery.diagnosed', id, diagnosis })
}

function thread(simulation: Simulation, id: string): Thread {
  const found = simulation.thread(id)
  if (found === undefined) throw new Error(`no thread ${id}`)
  return found
}

type Row = readonly [
  name: string,
  evidence: Evidence,
  setting: Setting,
  expected: readonly [TroubleClass, RecoveryStep['kind'], pause?: number],
]

const rows: readonly Row[] = [
  ['a first crash is sent again after 1 s', parked('crash'), {}, ['crash', 'resend', 1_000]],
  ['a second crash is sent again after 4 s', parked('crash'), { met: 1 }, ['crash', 'resend', 4_000]],
  ['a third crash gets another thread', parked('crash'), { met: 2 }, ['crash', 'fresh', 0]],
  ['a crash of the third thread asks', parked('crash'), { met: 2, before: 2 }, ['crash', 'ask', 0]],
  ['a lost agent is a crash', parked('agent'), {}, ['crash', 'resend', 1_000]],
  ['a set-up that failed is tried again after 2 s', parked('setup'), {}, ['setup', 'resend', 2_000]],
  ['a set-up that failed twice waits 8 s', parked('setup'), { met: 1 }, ['setup', 'resend', 8_000]],
  ['a set-up that failed three times asks', parked('setup'), { met: 2 }, ['setup', 'ask', 0]],
  ['a rate limit without an end waits 5 s', parked('rate-limit'), {}, ['rate-limit', 'resend', 5_000]],
  ['a second rate limit waits 10 s', parked('rate-limit'), { met: 1 }, ['rate-limit', 'resend', 10_000]],
  ['an eighth rate limit waits 5 min', parked('rate-limit'), { met: 7 }, ['rate-limit', 'resend', 300_000]],
  ['a ninth rate limit asks', parked('rate-limit'), { met: 8 }, ['rate-limit', 'ask', 0]],
  [
    'a ninth one goes to another agent',
    parked('rate-limit'),
    { met: 8, agents: [another] },
    ['rate-limit', 'fresh', 0],
  ],
  ['a rate limit with an end waits for it', parked('rate-limit', now + 90_000), {}, ['rate-limit', 'resend']],
  ['an end in a week is waited for', parked('rate-limit', now + 604_800_000), {}, ['rate-limit', 'resend']],
  ['an end in a year asks', parked('rate-limit', now + 31_536_000_000), {}, ['rate-limit', 'ask', 0]],
  ['an end that is over is now', parked('rate-limit', now - 90_000), {}, ['rate-limit', 'resend']],
  ['an overload waits', parked('overloaded'), {}, ['overloaded', 'resend']],
  ['a sixth overload still waits', parked('overloaded'), { met: 5 }, ['overloaded', 'resend']],
  ['a seventh overload asks', parked('overloaded'), { met: 6 }, ['overloaded', 'ask', 0]],
  ['a missing sign-in asks', parked('auth'), {}, ['auth', 'ask', 0]],
  ['a missing sign-in goes to another agent', parked('auth'), { agents: [another] }, ['auth', 'fresh', 0]],
  [
    'a full context begins a new conversation',
    parked('context-overflow'),
    {},
    ['context-overflow', 'resend-fresh-session', 0],
  ],
  [
    'a context full again gets another thread',
    parked('context-overflow'),
    { met: 1 },
    ['context-overflow', 'fresh', 0],
  ],
  [
    'a full context in the third thread asks',
    parked('context-overflow'),
    { met: 1, before: 2 },
    ['context-overflow', 'ask', 0],
  ],
  ['a refusal asks', parked('refusal'), {}, ['refusal', 'ask', 0]],
  ['a refusal goes to another agent', parked('refusal'), { agents: [another] }, ['refusal', 'fresh', 0]],
  ['an error is sent again after 2 s', parked('error'), {}, ['error', 'resend', 2_000]],
  ['a second error waits 8 s', parked('error'), { met: 1 }, ['error', 'resend', 8_000]],
  ['a third error gets another thread', parked('error'), { met: 2 }, ['error', 'fresh', 0]],
  ['a spent budget asks', parked('budget'), {}, ['budget', 'ask', 0]],
  ['files changed by a reader are to be put back', parked('changed-files'), {}, ['changed-files', 'prompt', 0]],
  ['files changed by a reader again ask', parked('changed-files'), { met: 1 }, ['changed-files', 'ask', 0]],
  ['an agent that stands still is interrupted', stillness({}), {}, ['tool-hang', 'interrupt', 0]],
  ['one that stands still again gets another thread', stillness({}), { met: 1 }, ['tool-hang', 'fresh', 0]],
  ['one that stands still in the third thread asks', stillness({}), { met: 1, before: 2 }, ['tool-hang', 'ask', 0]],
  [
    'a tool that stands still for very long hangs',
    stillness({ openTool: 'make', silentMs: minutes(41) }),
    {},
    ['tool-hang', 'interrupt', 0],
  ],
  ['idle io alone is enough where cpu is unknown', stillness({ cpuMs: null }), {}, ['tool-hang', 'interrupt', 0]],
  ['idle cpu alone is enough where io is unknown', stillness({ ioBytes: null }), {}, ['tool-hang', 'interrupt', 0]],
  ['a loop gets a hint', looping, {}, ['loop', 'steer', 0]],
  ['a loop after the hint gets another thread', looping, { met: 1 }, ['loop', 'fresh', 0]],
  ['a loop in the third thread asks', looping, { met: 1, before: 2 }, ['loop', 'ask', 0]],
  ['a failing gate goes back to the agent', gates(), {}, ['gate-failed', 'prompt', 0]],
  ['a gate that fails twice goes back again', gates(), { met: 1 }, ['gate-failed', 'prompt', 0]],
  ['a gate that fails three times gets another thread', gates(), { met: 2 }, ['gate-failed', 'fresh', 0]],
  ['a gate that fails on the same tree gets another thread', gates({}, true), {}, ['gate-failed', 'fresh', 0]],
  ['a gate that fails three times in the last thread asks', gates(), { met: 2, before: 2 }, ['gate-failed', 'ask', 0]],
  ['a failing gate goes back without recovery too', gates(), { recover: false }, ['gate-failed', 'prompt', 0]],
  ['without recovery no other thread takes over', gates(), { recover: false, met: 2 }, ['gate-failed', 'ask', 0]],
  [
    'a refuted work goes back to the agent',
    { kind: 'refuted', verdict, unchanged: false },
    {},
    ['refuted', 'prompt', 0],
  ],
  ['a conflict goes back to the agent', conflict, {}, ['landing-conflict', 'prompt', 0]],
  ['a second conflict starts from the new tip', conflict, { met: 1 }, ['landing-conflict', 'fresh', 0]],
  ['a conflict of the third thread asks', conflict, { met: 1, before: 2 }, ['landing-conflict', 'ask', 0]],
  ['a turn that changed nothing asks', { kind: 'unchanged' }, {}, ['nothing-changed', 'ask', 0]],
  [
    'a turn that changed nothing after a loop gets another thread',
    { kind: 'unchanged' },
    { hinted: true },
    ['nothing-changed', 'fresh', 0],
  ],
]

/** Slow, and alive. */
const healthy: readonly (readonly [name: string, evidence: Evidence])[] = [
  ['one that is silent for less than its patience', stillness({ silentMs: minutes(5) - 1 })],
  ['one that is silent for an hour and computes', stillness({ silentMs: minutes(60), cpuMs: 50 * 60 })],
  ['one whose child compiles', stillness({ cpuMs: minutes(9), children: 4, openTool: 'make' })],
  ['one that downloads', stillness({ ioBytes: 10 * 64 * 1024, openTool: 'npm install' })],
  ['one that streams from the network with an idle processor', stillness({ ioBytes: 50_000_000, cpuMs: 0 })],
  ['one whose files change', stillness({ filesChanged: true })],
  ['one whose tool sleeps', stillness({ openTool: 'sleep 600', children: 1 })],
  [
    'one whose tool has run for just less than the patience for tools',
    stillness({ openTool: 'make', silentMs: minutes(40) - 1 }),
  ],
  ['one of which nothing but the silence is known', stillness({ cpuMs: null, ioBytes: null })],
  ['one that is dead, of which its protocol tells', stillness({ alive: false })],
  ['one whose cpu is unknown and that reads', stillness({ cpuMs: null, ioBytes: 11 * 64 * 1024 })],
  ['one whose io is unknown and that computes a little', stillness({ ioBytes: null, cpuMs: 501 })],
  ['one that a person stopped', parked('interrupted')],
  ['one that was set aside', parked('superseded')],
  ['one that everything was frozen with', parked('frozen')],
]

describe('recovery answers', () => {
  it.each(rows.map((row) => [row[0], row] as const))('%s', (_name, [, evidence, setting, expected]) => {
    const [trouble, kind, pause] = expected
    const found = answer(evidence, setting)
    expect(found).toMatchObject({ class: trouble, step: { kind }, at: now })
    if (pause !== undefined) expect((found?.dueAt ?? 0) - now).toBe(pause)
    expect(found?.words).toMatch(/^[A-Z].*\.$/)
    for (const sentence of found?.evidence ?? []) expect(sentence).toMatch(/^[A-Z].*\.$/)
  })

  it.each(healthy)('%s is left alone', (_name, evidence) => {
    expect(diagnose(evidence)).toBeNull()
    expect(answer(evidence)).toBeNull()
  })

  it('leaves one that waits for a person, however still it is', () => {
    expect(answer(stillness({ silentMs: minutes(600) }, 1))).toMatchObject({
      class: 'waiting-for-person',
      step: { kind: 'leave' },
    })
  })

  it('does nothing where nobody asked for recovery', () => {
    expect(answer(parked('crash'), { recover: false })).toBeNull()
    const simulation = new Simulation()
    simulation.send({ type: 'pool.start', payload: { limit: 1 } })
    simulation.dispatch('t')
    expect(answerTo(simulation.model, thread(simulation, 't'), { evidence: gates(), now })).toBeNull()
  })
})

describe('pauses', () => {
  const pauseOf = (evidence: Evidence, met: number) => (answer(evidence, { met })?.dueAt ?? 0) - now

  it('double up to five minutes where a rate limit has no end', () => {
    const pauses = [0, 1, 2, 3, 4, 5, 6, 7].map((met) => pauseOf(parked('rate-limit'), met))
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300].map((seconds) => seconds * 1000))
  })

  it('end within a second after the limit', () => {
    const pause = pauseOf(parked('rate-limit', now + 90_000), 0)
    expect(pause).toBeGreaterThanOrEqual(90_000)
    expect(pause).toBeLessThan(91_000)
    expect(pauseOf(parked('rate-limit', now - 1), 0)).toBeLessThan(1000)
  })

  it('double where a service is overloaded, a part of a second apart', () => {
    const pauses = [0, 1, 2, 3, 4, 5].map((met) => Math.floor(pauseOf(parked('overloaded'), met) / 1000))
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64])
  })
})
