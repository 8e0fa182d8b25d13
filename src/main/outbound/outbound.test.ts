import { beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '../../shared/domain/command.ts'
import type { PermissionPolicy } from '../../shared/domain/permission/policy.ts'
import { Simulation } from '../../shared/domain/testing/simulation.ts'
import type { EffectKey, FiringId, OutboundId, ThreadId } from '../../shared/kernel/ids.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import { ok } from '../../shared/kernel/result.ts'
import type { EffectContext } from '../engine/effect-handler.ts'
import { ForgeWorld } from '../ports/testing/fake-github/world.ts'
import { MemoryForge } from '../ports/testing/memory-forge.ts'
import { drafts } from './draft.ts'
import { PostedLines } from './posted-lines.ts'
import { sendOutbound } from './send-outbound.ts'
import type { OutboundServices } from './services.ts'
import { updateProgress } from './update-progress.ts'

const thread = 't1' as ThreadId
const outbound = 'o1' as OutboundId
const firing = 'f1' as FiringId
const commit = 'c'.repeat(40)

let simulation: Simulation
let world: ForgeWorld
let said: string
let pushes: string[]
let moved: string | null

beforeEach(begin)

function begin(): void {
  simulation = atRest()
  world = new ForgeWorld(() => 1_800_000_000_000)
  world.addToken('memory')
  world.addRepository('acme/pay')
  world.openIssue('acme/pay', { title: 'It fails', body: '' })
  said = 'The cause is **here**.'
  pushes = []
  moved = null
}

function services(): OutboundServices & { model: () => Simulation['model'] } {
  return {
    model: () => simulation.model,
    forge: new MemoryForge(world),
    git: {
      remoteAddress: async () => ok(moved ?? 'git@github.com:acme/pay.git'),
      pushBranch: async (push) => {
        pushes.push(`${push.branch} ${push.commit}`)
        world.commit('acme/pay', push.branch, push.commit)
        return ok(undefined)
      },
    },
    store: {
      loadStates: async () => [{ state: simulation.model.outbound.get(outbound) }] as never,
      readTranscript: async () => ({ rows: [{ kind: 'message', text: said }] }) as never,
    },
  }
}

function atRest(permissions: PermissionPolicy = { profile: 'restricted', rules: [] }): Simulation {
  const made = new Simulation()
  made.send({ type: 'pool.start', payload: { limit: 1 } })
  made.dispatch('t1', 'p1', { permissions, recover: true })
  const place = { folder: '/w/t1', ledger: '/w/t1.ledger', branch: 'sy/t1', base: 'base' }
  made.send({ type: 'worktree.report-created', payload: { thread, place, notices: [] } })
  made.send({ type: 'turn.report-started', payload: { thread, generation: 1 } })
  const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
  made.send({ type: 'turn.report-ended', payload: { thread, generation: 1, outcome } })
  const checkpoint = { commit, tree: 't', files: 2, additions: 3, deletions: 1, omitted: 0 }
  made.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
  const reply = { kind: 'github', host: 'github.com', repository: 'acme/pay', number: 1 }
  const state = { kind: 'rested', run: 'r-t1', thread, as: 'ready' }
  made.put('firing', firing, { id: firing, automation: 'a', source: { reply }, state, done: [] })
  return made
}

async function stage(kind: 'comment' | 'pull-request') {
  const found = simulation.model.firing.get(firing)
  if (found === undefined) throw new Error('there is a firing')
  const content = await drafts(services())(kind, found)
  if (!content.ok) return content
  const staged: Command = { type: 'outbound.stage', payload: { outbound, thread, firing, content: content.value } }
  expect(simulation.send(staged)).toMatchObject({ ok: true })
  return content
}

const approve = () => simulation.send({ type: 'outbound.approve', payload: { outbound } }, undefined, 'person')

class Death extends Error {}

/** Calls outside until it dies: that many happen, and of the last one the answer is lost where `late`. */
function mortal<T extends object>(target: T, life: { left: number; readonly late: boolean }): T {
  const act = async (call: () => Promise<unknown>) => {
    life.left -= 1
    if (life.left < 0 && !life.late) throw new Death()
    const answer = await call()
    if (life.left < 0) throw new Death()
    return answer
  }
  return new Proxy(target, {
    get: (of, name) => {
      const member = Reflect.get(of, name)
      if (typeof member !== 'function') return member
      if (name === 'repositoryOf') return member.bind(of)
      return (...args: unknown[]) => act(() => member.apply(of, args))
    },
  })
}

/** A host that does the effect, dies after so many calls, and the next one that finds what it left. */
async function sendDying(left: number, late: boolean): Promise<boolean> {
  let intent: JsonValue | null = null
  const context = (life: { left: number; readonly late: boolean }): EffectContext => ({
    key: '1:0' as EffectKey,
    model: simulation.model,
    report: async () => ok(undefined),
    intend: mortal(
      {
        async intend(value: JsonValue) {
          intent = value
          return ok(undefined)
        },
      },
      life,
    ).intend as EffectContext['intend'],
  })
  const life = { left, late }
  const real = services()
  const dying = { ...real, forge: mortal(real.forge, life), git: mortal(real.git, life) }
  const first = sendOutbound(dying, new PostedLines())
  const died = await first.run({ outbound }, context(life)).then(
    (commands) => ({ commands }),
    (error) => (error instanceof Death ? null : Promise.reject(error)),
  )
  const next = sendOutbound(services(), new PostedLines())
  const calm = context({ left: 100, late: false })
  const again = () => (intent === null ? next.run({ outbound }, calm) : next.resolve?.({ outbound }, intent, calm))
  const commands = died?.commands ?? (await again()) ?? []
  for (const command of commands) simulation.send(command)
  return died !== null
}

const comments = () => world.repository('acme/pay').comments.map(({ body }) => body)
const pulls = () => world.repository('acme/pay').issues.filter(({ pull }) => pull !== null)

describe('what is written outside', () => {
  it('is exactly what was shown, with the facts of the host and its own line', async () => {
    const content = await stage('comment')
    expect(content).toMatchObject({ ok: true, value: { target: { repository: 'acme/pay', number: 1 } } })
    const text = content.ok ? content.value.text : ''
    expect(text).toBe(
      [
        'The cause is **here**.',
        `What the host saw:\n\n- Changed: 2 files (+3 −1), commit ${commit.slice(0, 12)}.\n- No gate ran on it.`,
        '_Written by an agent and posted through Switchyard (thread t1, run r-t1)._',
      ].join('\n\n'),
    )
    approve()
    await sendDying(100, false)
    expect(comments()).toEqual([`${text}\n\n_Switchyard: ready for review (run r-t1)._\n\n<!-- switchyard:o1 -->`])
    expect(simulation.model.outbound.get(outbound)?.state).toMatchObject({
      kind: 'sent',
      reference: expect.stringMatching(/^\d+$/),
    })
  })

  it.each(['comment', 'pull-request'] as const)('is there once, wherever its host dies: %s', async (kind) => {
    const there = kind === 'comment' ? [1, 0, 0] : [0, 1, 1]
    const dieAfter = async (calls: number, late: boolean) => {
      begin()
      await stage(kind)
      approve()
      const finished = await sendDying(calls, late)
      expect([comments().length, pulls().length, new Set(pushes).size]).toEqual(there)
      expect(simulation.model.outbound.get(outbound)?.state.kind).toBe('sent')
      return finished
    }
    for (const late of [false, true]) {
      let calls = 0
      while (!(await dieAfter(calls, late))) calls += 1
      expect(calls).toBeGreaterThanOrEqual(3)
    }
  })

  it('fails in plain words, and is found where it got there all the same', async () => {
    await stage('comment')
    approve()
    world.troubles.push({ kind: 'status', status: 500 })
    await sendDying(100, false)
    expect(simulation.model.outbound.get(outbound)?.state.kind).toBe('failed')
    world.comment('acme/pay', 1, { body: 'x <!-- switchyard:o1 -->' })
    simulation.send({ type: 'outbound.retry', payload: { outbound } }, undefined, 'person')
    await sendDying(100, false)
    expect(comments()).toHaveLength(1)
  })

  it('goes nowhere else when the remote was changed after the yes', async () => {
    await stage('pull-request')
    approve()
    moved = 'https://github.com/evil/pay'
    await sendDying(100, false)
    expect(simulation.model.outbound.get(outbound)?.state).toMatchObject({ failure: { code: 'remote-elsewhere' } })
    expect([pushes, pulls()]).toEqual([[], []])
  })

  it('shows what an agent hides, calls nobody, and carries no mark of its making', async () => {
    said = 'Ask @octocat, \u202ehidden\u202c <!-- switchyard:o2 --> me@x.example `@kept`'
    const content = await stage('comment')
    const text = content.ok ? content.value.text : ''
    expect(text.split('\n')[0]).toBe(
      'Ask `@octocat`, ⟨U+202E⟩hidden⟨U+202C⟩ &lt;!-- switchyard:o2 --> me@x.example `@kept`',
    )
    simulation.send(
      { type: 'outbound.approve', payload: { outbound, text: 'a <!-- switchyard:o2 --> b' } },
      undefined,
      'person',
    )
    await sendDying(100, false)
    expect(comments()[0]).not.toContain('switchyard:o2')
  })

  it('is bounded, however much an agent says or hides', async () => {
    for (said of ['x'.repeat(100_000), '\u202e'.repeat(30_000), '@a '.repeat(30_000)]) {
      simulation = atRest()
      const content = await stage('comment')
      const text = content.ok ? content.value.text : ''
      expect(text.length).toBeLessThan(45_000)
      expect(text).toContain('(Cut here: it was longer.)')
    }
  })

  it('keeps the host’s line up to date, and only where it changed', async () => {
    await stage('comment')
    approve()
    await sendDying(100, false)
    const lines = new PostedLines()
    const update = updateProgress(services(), lines)
    const context = { model: simulation.model } as EffectContext
    const line = 'Switchyard: merged (run r-t1).'
    await update.run({ outbound, line }, context)
    expect(comments()).toEqual([expect.stringContaining(`_${line}_\n\n<!-- switchyard:o1 -->`)])
    expect(comments()[0]).toContain('The cause is')
    world.troubles.push({ kind: 'status', status: 500 })
    await update.run({ outbound, line }, context)
    expect(world.troubles).toHaveLength(1)
  })

  it('says in the health of its automation where the line did not get there', async () => {
    await stage('comment')
    approve()
    await sendDying(100, false)
    const update = updateProgress(services(), new PostedLines())
    const run = (line: string) => update.run({ outbound, line }, { model: simulation.model } as EffectContext)
    const merged = 'Switchyard: merged (run r-t1).'
    simulation.put('automation', 'a', { id: 'a', health: {} })
    world.tokens.clear()
    const [refused] = await run(merged)
    expect(refused).toMatchObject({ type: 'automation.report-health', payload: { trigger: 'then comment' } })
    expect(refused?.type === 'automation.report-health' && refused.payload.health?.failure.code).toMatch(/^forge-/)
    simulation.put('automation', 'a', { id: 'a', health: { 'then comment': {} } })
    world.addToken('memory')
    expect(await run(merged)).toMatchObject([{ payload: { trigger: 'then comment', health: null } }])
  })

  it('asks for the line when the firing it answers moves on', async () => {
    await stage('comment')
    approve()
    await sendDying(100, false)
    const asked = () =>
      simulation.pending.flatMap(({ effect }) => (effect.kind === 'outbound.progress' ? [effect] : []))
    expect(asked().map(({ payload }) => payload)).toEqual([
      { outbound, line: 'Switchyard: ready for review (run r-t1).' },
    ])
  })

  it('is not drafted where there is nowhere to write it, or nothing to offer', async () => {
    moved = '/elsewhere/on/disk'
    expect(await stage('pull-request')).toMatchObject({ error: { code: 'no-forge' } })
    const found = simulation.model.firing.get(firing)
    simulation.put('firing', firing, { ...found, source: { reply: null } })
    expect(await stage('comment')).toMatchObject({ error: { code: 'no-reply-target' } })
  })
})
