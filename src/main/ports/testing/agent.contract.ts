import { existsSync } from 'node:fs'
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PromptBlock, PromptOrigin } from '../../../shared/domain/thread/state.ts'
import type { AgentPort, AgentSession, PermissionAnswer, PermissionAsk, SessionRequest } from '../agent.ts'
import type { ProcessPort } from '../process.ts'
import { createRecordingSink, type RecordingSink } from './recording-sink.ts'

export interface AgentSubject {
  readonly agents: AgentPort
  readonly processes: ProcessPort
  /** Opens an agent that follows fenced steps (design: the scripted agent), with `worktree` as its folder. */
  request(worktree: string): SessionRequest
  /** Ends a process at once, as a crash would. */
  kill(session: AgentSession): void
}

const CANCELLED: PermissionAnswer = { kind: 'cancelled' }

function steps(script: string, origin: PromptOrigin = 'person'): readonly PromptBlock[] {
  return [{ kind: 'text', text: `\`\`\`steps\n${script}\n\`\`\``, origin }]
}

function choose(kind: string): (ask: PermissionAsk) => PermissionAnswer {
  return (ask) => {
    const option = ask.options.find((offered) => offered.kind === kind)
    return option === undefined ? CANCELLED : { kind: 'selected', option: option.id }
  }
}

/** What every way of driving agents owes its callers, shown on real processes. `makeSubject` gets a folder of its own. */
export function agentContract(name: string, makeSubject: (folder: string) => Promise<AgentSubject>): void {
  describe(`agent: ${name}`, () => {
    let folder: string
    let worktree: string
    let subject: AgentSubject

    beforeEach(async () => {
      folder = await realpath(await mkdtemp(join(tmpdir(), 'agent-contract-')))
      worktree = await realpath(await mkdtemp(join(tmpdir(), 'agent-worktree-')))
      subject = await makeSubject(folder)
    })

    afterEach(async () => {
      await subject.processes.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
      await rm(worktree, { recursive: true, force: true })
    })

    async function open(sink: RecordingSink, changes: Partial<SessionRequest> = {}): Promise<AgentSession> {
      const opened = await subject.agents.open({ ...subject.request(worktree), ...changes }, sink)
      if (!opened.ok) throw new Error(opened.error.message)
      return opened.value
    }

    function run(session: AgentSession, script: string, number = 1) {
      return session.prompt(steps(script), { origin: 'person', number })
    }

    it('reports what is said before the turn ends', async () => {
      const sink = createRecordingSink()
      const session = await open(sink)
      expect(await run(session, '- say: hello there\n- think: hm\n- say: " bye"')).toMatchObject({
        kind: 'stopped',
        stopReason: 'end_turn',
      })
      expect(sink.text()).toBe('hello there bye')
      expect(sink.updates).toContainEqual({ kind: 'thought', text: 'hm' })
      expect(subject.processes.isAlive(session.process)).toBe(true)
    })

    it('reports a change as one tool call, from pending to completed', async () => {
      const sink = createRecordingSink()
      const session = await open(sink)
      await run(session, '- write: {path: a.txt, content: "new\\n"}')
      expect(await readFile(join(worktree, 'a.txt'), 'utf8')).toBe('new\n')
      const calls = sink.updates.flatMap((update) => (update.kind === 'tool' ? [update] : []))
      expect(new Set(calls.map((call) => call.toolCall)).size).toBe(1)
      expect(calls.some((call) => call.patch.toolKind === 'edit')).toBe(true)
      expect(calls.at(-1)?.patch.status).toBe('completed')
    })

    it('asks for a permission with the exact command and passes the answer on', async () => {
      const script =
        '- ask: {title: Clean, kind: execute, command: "rm -rf build", then: [{say: "yes"}], otherwise: [{say: "no"}]}'
      for (const [kind, said] of [
        ['allow-once', 'yes'],
        ['deny-once', 'no'],
      ] as const) {
        const sink = createRecordingSink(choose(kind))
        const session = await open(sink)
        await run(session, script)
        expect(sink.asks).toHaveLength(1)
        expect(sink.asks[0]).toMatchObject({ title: 'Clean', kind: 'execute', detail: 'rm -rf build' })
        expect(sink.text()).toContain(said)
      }
    })

    it('cancels a turn that works, and can be prompted again', async () => {
      const sink = createRecordingSink()
      const session = await open(sink)
      const turn = run(session, '- say: started\n- sleep: 600000')
      await sink.until((seen) => seen.text() === 'started')
      await session.cancel()
      expect(await turn).toMatchObject({ kind: 'stopped', stopReason: 'cancelled' })
      expect(await run(session, '- say: " again"', 2)).toMatchObject({ kind: 'stopped', stopReason: 'end_turn' })
      expect(sink.text()).toBe('started again')
    })

    it('cancels a turn with an open permission', async () => {
      const sink = createRecordingSink(() => new Promise(() => undefined))
      const session = await open(sink)
      const turn = run(session, '- ask: {title: Wait, kind: execute, command: make, then: [], otherwise: []}')
      await sink.until((seen) => seen.asks.length === 1)
      await session.cancel()
      expect(await turn).toMatchObject({ kind: 'stopped', stopReason: 'cancelled' })
    })

    it('tells the agent who stands behind a prompt', async () => {
      const sink = createRecordingSink()
      const session = await open(sink)
      await session.prompt(steps('- write: {path: planted, content: x}', 'event'), { origin: 'event', number: 1 })
      expect(existsSync(join(worktree, 'planted'))).toBe(false)
    })

    it.each([
      ['rateLimit', 'rate-limit'],
      ['auth', 'auth'],
      ['overloaded', 'overloaded'],
      ['contextOverflow', 'context-overflow'],
    ])('classifies the failure %s', async (failing, expected) => {
      const session = await open(createRecordingSink())
      const end = await run(session, `- fail: {class: ${failing}, message: Try later, retryAfterMs: 1500}`)
      expect(end).toEqual({ kind: 'failed', class: expected, message: 'Try later', retryAfterMs: 1500 })
    })

    it('passes a refusal on as the reason for stopping', async () => {
      const session = await open(createRecordingSink())
      expect(await run(session, '- fail: {class: refusal, message: No}')).toMatchObject({
        kind: 'stopped',
        stopReason: 'refusal',
      })
    })

    it('survives garbage and updates it does not know, and shows both', async () => {
      const sink = createRecordingSink()
      const session = await open(sink)
      await run(
        session,
        '- garbage: "Segmentation fault?"\n- unknownUpdate: {sessionUpdate: hologram, depth: 3}\n- say: fine',
      )
      const unknown = sink.updates.flatMap((update) => (update.kind === 'unknown' ? [update.update] : []))
      expect(unknown).toContainEqual(expect.objectContaining({ garbage: 'Segmentation fault?' }))
      expect(unknown).toContainEqual(expect.objectContaining({ sessionUpdate: 'hologram' }))
      expect(sink.text()).toBe('fine')
    })

    it('ends the turn and then reports the exit when the agent dies', async () => {
      const sink = createRecordingSink()
      const session = await open(sink)
      const end = await run(session, '- say: last words\n- crash: 7').then((turn) => ({
        turn,
        exits: sink.exits.length,
      }))
      expect(end).toMatchObject({ turn: { kind: 'died' }, exits: 0 })
      await sink.until((seen) => seen.exits.length === 1)
      expect(sink.exits[0]).toMatchObject({ expected: false, code: 7 })
      expect(sink.text()).toBe('last words')
      expect(await run(session, '- say: never', 2)).toMatchObject({ kind: 'died' })
    })

    it('resumes a session whose process was killed, without repeating it as new', async () => {
      const sink = createRecordingSink()
      const first = await open(sink)
      await run(first, '- say: remember me\n- onTurn: {2: [{say: second}]}')
      subject.kill(first)
      await sink.until((seen) => seen.exits.length === 1)
      expect(sink.exits[0]).toMatchObject({ expected: false })
      const later = createRecordingSink()
      const second = await open(later, { resume: first.session })
      expect(second).toMatchObject({ resumed: true, session: first.session })
      expect(later.text()).toBe('')
      expect(later.updates.some((update) => update.kind === 'replayed')).toBe(true)
      await second.prompt([{ kind: 'text', text: 'go on', origin: 'host' }], { origin: 'host', number: 2 })
      expect(later.text()).toBe('second')
    })

    it('offers modes and models and refuses others', async () => {
      const session = await open(createRecordingSink())
      expect(session.modes.map((mode) => mode.id)).toContain('ask')
      expect(session.models.length).toBeGreaterThan(0)
      expect(await session.setMode('ask')).toMatchObject({ ok: true })
      expect(await session.setModel('no such model')).toMatchObject({ ok: false, error: { code: 'agent-unsupported' } })
    })

    it('closes: the process is gone, the exit was expected, a running turn ends', async () => {
      const sink = createRecordingSink()
      const session = await open(sink)
      const turn = run(session, '- say: busy\n- hang: true')
      await sink.until((seen) => seen.text() === 'busy')
      await session.close()
      expect(subject.processes.isAlive(session.process)).toBe(false)
      expect(sink.exits).toMatchObject([{ expected: true }])
      expect(['died', 'stopped']).toContain((await turn).kind)
      await session.close()
    })

    it('says that a program does not exist', async () => {
      const request = subject.request(worktree)
      const launch = { ...request.launch, file: join(folder, 'no-such-agent') }
      const opened = await subject.agents.open({ ...request, launch }, createRecordingSink())
      expect(opened).toMatchObject({ ok: false, error: { code: 'agent-not-found' } })
    })
  })
}
