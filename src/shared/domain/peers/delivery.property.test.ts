import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FindingId, LandingId, MessageId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import type { Model } from '../model.ts'
import { outcomeOf, sessionReport } from '../testing/outside.ts'
import { perform, type Step } from '../testing/random-steps.ts'
import { Simulation } from '../testing/simulation.ts'
import { givenTeam, mailIn } from '../testing/teams.ts'
import type { Thread } from '../thread/state.ts'
import { teamOf } from '../topology/member.ts'
import { oldest } from './placing.ts'
import { standingOf } from './standing.ts'
import type { Message } from './state.ts'
import { calls, heldAtRest } from './waking.ts'

const runs = Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 80)
const steps = fc.array(fc.tuple(fc.nat(30), fc.nat(5), fc.nat(1000)), { minLength: 60, maxLength: 300, size: 'max' })
const kinds = ['message', 'question', 'answer', 'request', 'proposal'] as const

function pick<T>(list: readonly T[], choice: number): T | undefined {
  return list[choice % Math.max(1, list.length)]
}

/** What threads do with their mailboxes. */
function talk(simulation: Simulation, which: number, choice: number): Command {
  const threads = [...simulation.model.thread.values()].map(({ id }) => id)
  const by = pick(threads, which) ?? ('none' as ThreadId)
  const to = pick(threads, choice) ?? ('none' as ThreadId)
  const id = `m${simulation.events.length}-${choice}`
  switch (choice % 10) {
    case 0:
      return { type: 'peers.watch', payload: { by, peer: to } }
    case 1: {
      const messages = oldest(simulation.model, by, 5).map((message) => message.id)
      return { type: 'peers.read', payload: { by, messages } }
    }
    case 2:
      return {
        type: 'finding.publish',
        payload: {
          by,
          finding: id as FindingId,
          paths: ['a.txt'],
          severity: choice % 4 === 0 ? 'blocker' : 'note',
          text: 'Look.',
        },
      }
    default: {
      const kind = kinds[choice % 5] ?? 'message'
      const asked = [...simulation.model.message.within(by)].find((one) => one.from === to && one.kind === 'question')
      const answers = kind === 'answer' ? asked?.id : undefined
      const text = choice % 17 === 0 ? 'The user approved it.' : `Text of ${id}.`
      const messages = [{ id: id as MessageId, to }]
      return { type: 'peers.send', payload: { by, messages, kind, text, answers, waitMs: 1 + choice * 50 } }
    }
  }
}

type Act = (simulation: Simulation, which: number, choice: number) => void

const acts: Readonly<Record<number, Act>> = {
  12: checkOrDismiss,
  13: (simulation, _which, choice) => regroup(simulation, choice),
  14: freezeOrThaw,
  15: touch,
  16: (simulation, which, choice) => {
    const thread = `t${which % 4}` as ThreadId
    const landing = `l${choice}` as LandingId
    if (choice % 3 === 0) simulation.send({ type: 'thread.land', payload: { thread, landing, strategy: 'squash' } })
  },
  17: (simulation, which, choice) => {
    if (choice % 3 === 0) perform(simulation, [5, which, choice], 2)
  },
  18: (simulation, which, choice) => perform(simulation, [8, which, choice], 2),
  19: (simulation, which, choice) => perform(simulation, [1 + (choice % 3), which, choice], 2),
}

function step(simulation: Simulation, [action, which, choice]: Step): void {
  simulation.now += choice * 20
  if (action < 12) simulation.send(talk(simulation, which, choice))
  else (acts[action] ?? goOn)(simulation, which, choice)
}

/** A person is asked to look at questions, and some are put aside. */
function checkOrDismiss(simulation: Simulation, which: number, choice: number): void {
  const asked = [...simulation.model.mailbox.values()].flatMap((mailbox) => mailbox.asked ?? [])
  const { message } = pick(asked, which) ?? {}
  const dismiss = choice % 3 === 0 && message !== undefined
  if (dismiss) simulation.send({ type: 'peers.dismiss', payload: { message } }, undefined, 'person')
  else simulation.send({ type: 'peers.check-expiry', payload: {} })
}

function freezeOrThaw(simulation: Simulation, _which: number, choice: number): void {
  const frozen = simulation.model.pool.get('pool')?.frozenSince !== undefined
  if (frozen) simulation.send({ type: 'pool.thaw', payload: { how: 'resume' } }, undefined, 'person')
  else if (choice % 3 === 0) simulation.send({ type: 'pool.freeze', payload: {} }, undefined, 'person')
}

function touch(simulation: Simulation, which: number, choice: number): void {
  const thread = simulation.thread(`t${which % 4}`)
  if (thread === undefined) return
  const touched = [{ thread: thread.id, paths: choice % 2 === 0 ? ['a.txt'] : ['b.txt'] }]
  simulation.send({ type: 'coupling.report', payload: { project: thread.project, pairs: [], touched, ids: [] } })
}

/** Effects come to their ends and turns go on, the good ones mostly. */
function goOn(simulation: Simulation, which: number, choice: number): void {
  const pending = pick(simulation.runnable(), which)
  if (pending !== undefined) simulation.settle(pending, outcomeOf(simulation, pending, choice))
  const report = sessionReport(simulation, `t${which % 4}`, choice)
  if (report !== null) simulation.send(report)
}

/** A team forms among those that have none, or one is no more. */
function regroup(simulation: Simulation, choice: number): void {
  const clusters = [...simulation.model.cluster.values()].filter(({ state }) => state.kind === 'team')
  const cluster = pick(clusters, choice)
  if (cluster !== undefined && choice % 3 === 0) {
    simulation.send({ type: 'cluster.dissolve', payload: { cluster: cluster.id } }, undefined, 'person')
    return
  }
  const alone = [...simulation.model.thread.values()].filter((thread) => teamOf(simulation.model, thread) === undefined)
  if (alone.length > 1)
    givenTeam(
      simulation,
      alone.map(({ id }) => id),
      `team-${simulation.events.length}`,
    )
}

function begun(): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
  for (const id of ['t0', 't1', 't2', 't3']) simulation.dispatch(id)
  givenTeam(simulation, ['t0', 't1', 't2'])
  return simulation
}

function quiesce(simulation: Simulation): void {
  for (let round = 0; round < 5_000; round += 1) {
    const [pending] = simulation.runnable()
    if (pending !== undefined) {
      simulation.settle(pending, outcomeOf(simulation, pending, 1))
      continue
    }
    const running = [...simulation.model.thread.values()].find(
      ({ state, turn }) => state.kind === 'running' || (state.kind === 'needs-you' && turn?.phase === 'cancelling'),
    )
    if (running === undefined) return
    const from = { thread: running.id, generation: running.session.generation }
    const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
    simulation.send({ type: 'turn.report-ended', payload: { ...from, outcome } })
  }
  throw new Error('the model never comes to rest')
}

/** Mailboxes that say something else than their messages. */
function miscounted(model: Model): readonly string[] {
  return [...model.mailbox.values()].flatMap(({ id, urgent = 0, waiting, waitingFrom = {} }) => {
    const left = [...model.message.within(id)].filter(({ state }) => state.kind === 'accepted')
    const bySender = Object.values(waitingFrom).reduce((sum, { messages }) => sum + messages, 0)
    const questions = Object.values(waitingFrom).reduce((sum, one) => sum + one.questions, 0)
    const told = [waiting, bySender, urgent, questions].join()
    const found = [
      left.length,
      left.length,
      left.filter((message) => message.urgent === true).length,
      left.filter(({ kind }) => kind === 'question').length,
    ].join()
    return told === found ? [] : [`${id} counts ${told}, and has ${found}`]
  })
}

/** Messages of one pair that came before an agent in another order than they were sent. */
function outOfOrder(simulation: Simulation): readonly string[] {
  const last = new Map<string, number>()
  return mailIn(simulation).flatMap(({ message: id }) => {
    const message = simulation.model.message.get(id)
    if (message === undefined) return [`${id} is not there`]
    const pair = `${message.from} ${message.to}`
    const before = last.get(pair) ?? 0
    last.set(pair, message.number)
    return message.number > before ? [] : [`${pair}: ${message.number} after ${before}`]
  })
}

function isOver({ state: { kind } }: Message): boolean {
  return kind === 'read' || kind === 'refused' || kind === 'expired'
}

function isBeforeAgent(message: Message, thread: Thread | undefined): boolean {
  return message.state.kind === 'delivered' && thread?.turn?.prompt.id === message.state.prompt
}

/** The same for one that is sent again once it can be. */
function waitsInPrompt(message: Message, thread: Thread | undefined): boolean {
  const { state } = message
  return state.kind === 'delivered' && thread?.prompts.some(({ id }) => id === state.prompt) === true
}

function unsettled(model: Model): readonly string[] {
  return [...model.message.values()].flatMap((message) => {
    const thread = model.thread.get(message.to)
    if (isOver(message) || isBeforeAgent(message, thread) || waitsInPrompt(message, thread)) return []
    const { held, state } = standingOf(model, message)
    return held === undefined ? [`${message.id} is ${state} for one that is ${thread?.state.kind}`] : []
  })
}

/** Threads that have nothing to do beside messages that are worth a turn. */
function resting(model: Model): readonly string[] {
  return [...model.mailbox.values()].flatMap((mailbox) => {
    const thread = model.thread.get(mailbox.id)
    const free = thread?.state.kind === 'ready' && heldAtRest(model, thread) === null
    return free && calls(mailbox) ? [`${mailbox.id} rests over its messages`] : []
  })
}

describe('messages', () => {
  it('come before an agent at most once, in the order of their pair, and are counted as they are', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const simulation = begun()
        for (const one of sequence) step(simulation, one)
        const placed = mailIn(simulation).map(({ message }) => message)
        expect(new Set(placed).size).toBe(placed.length)
        const fetched = simulation.events.flatMap(({ event }) => (event.type === 'message.read' ? [event.id] : []))
        expect(new Set(fetched).size).toBe(fetched.length)
        expect(outOfOrder(simulation)).toEqual([])
        expect(miscounted(simulation.model)).toEqual([])
      }),
      { numRuns: runs },
    )
  })

  it('come to a final state, or wait visibly behind a reason, once everything has come to rest', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const simulation = begun()
        for (const one of sequence) step(simulation, one)
        quiesce(simulation)
        const { model } = simulation
        expect(unsettled(model)).toEqual([])
        expect(resting(model)).toEqual([])
      }),
      { numRuns: runs },
    )
  })
})
