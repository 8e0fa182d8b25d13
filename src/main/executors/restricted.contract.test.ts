import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import type { Command } from '../../shared/domain/command.ts'
import { judge } from '../../shared/domain/permission/judge.ts'
import type { PermissionPolicy } from '../../shared/domain/permission/policy.ts'
import { factsOf } from '../../shared/domain/permission/request-facts.ts'
import type { PromptBlock, Thread, Turn } from '../../shared/domain/thread/state.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import { createAcpDriver } from '../adapters/agents/acp/driver.ts'
import { scriptedEntry } from '../adapters/agents/catalog/entries/scripted.ts'
import { createTestProcesses } from '../adapters/agents/testing/processes.ts'
import { systemClock } from '../adapters/clock/system-clock.ts'
import { Transcripts } from '../engine/transcripts.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import type { LiveSession } from './live-session.ts'
import type { ExecutorServices } from './services.ts'
import { Sessions } from './sessions.ts'

const policy: PermissionPolicy = {
  profile: 'restricted',
  rules: [
    { verdict: 'allow', tool: 'edit', path: 'src/**' },
    { verdict: 'allow', command: 'printenv *' },
  ],
}

const script = [
  '- write: { path: src/a.txt, content: a }',
  '- write: { path: b.txt, content: b }',
  '- run: printenv GIT_CONFIG_KEY_0',
  '- run: printenv X && git push',
].join('\n')

it('asks about everything, in words that the rules understand', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'restricted-'))
  const processes = await createTestProcesses(folder)
  const worktree = await mkdtemp(join(folder, 'worktree '))
  const { asking } = scriptedEntry({ nodeFile: '', entryFile: '', stateFolder: '' })
  const thread = {
    id: 't1' as ThreadId,
    agent: { kind: 'catalogue', id: 'scripted' },
    session: { generation: 1, session: null, live: false },
  } as unknown as Thread
  const verdicts: string[] = []
  let live: LiveSession | null = null
  const answer = (command: Command) => {
    if (command.type !== 'permission.ask') return
    const { request } = command.payload
    const { verdict } = judge(policy, factsOf(request, { folder: worktree, prefix: '' }))
    verdicts.push(`${verdict} ${request.title}`)
    const kind = verdict === 'allow' ? 'allow-once' : 'deny-once'
    const option = request.options.find((offered) => offered.kind === kind)?.id ?? ''
    queueMicrotask(() => live?.answer(request.id, { kind: 'selected', option }))
  }
  const transcripts = new Transcripts({ store: new MemoryStore(), clock: systemClock, problem: () => undefined })
  let requests = 0
  const services = {
    agents: createAcpDriver({
      processes,
      clock: systemClock,
      journalFolder: join(folder, 'journal'),
      initializeTimeoutMs: 20_000,
      terminateGraceMs: 300,
      hostEnvironment: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: folder, GH_TOKEN: 'secret' },
    }),
    catalogue: {
      resolve: async () =>
        ok({
          id: 'scripted',
          file: process.execPath,
          args: [join(import.meta.dirname, '../adapters/agents/scripted/main.ts')],
          passEnvironment: ['GH_TOKEN'],
          setEnvironment: { SWITCHYARD_SCRIPTED_STATE: join(folder, 'state') },
          asking,
          resumable: true,
        }),
    },
    clock: systemClock,
    transcripts,
    engine: {
      report: async ({ command }: { readonly command: Command }) => {
        answer(command)
        return ok(undefined)
      },
    },
    ids: { next: () => `q${++requests}` },
    opened: () => undefined,
    idleLimit: 0,
    interruptMs: 1000,
  } as unknown as ExecutorServices
  const sessions = new Sessions(services)
  try {
    const opened = await sessions.open(thread, { folder: worktree, below: '', restricted: true })
    if (!opened.ok) throw new Error(opened.error.message)
    live = opened.value.live
    await transcripts.open(thread.id)
    const turn = { number: 1, sends: 1 } as Turn
    const blocks: PromptBlock[] = [{ kind: 'text', text: `\`\`\`steps\n${script}\n\`\`\``, origin: 'person' }]
    live.begin(turn, blocks, 1)
    await live.run(turn, blocks)
    expect(verdicts.map((line) => line.split(' ')[0])).toEqual(['allow', 'ask', 'allow', 'deny'])
    expect(await readdir(worktree)).toEqual(['src'])
  } finally {
    await sessions.closeAll()
    await processes.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})
