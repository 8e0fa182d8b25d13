import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectProcess, type Folders, makeFolders, type RunningProcess } from './testing/connect-scripted.ts'

let folders: Folders
let running: RunningProcess

beforeEach(async () => {
  folders = await makeFolders()
  running = await connectProcess(folders)
})

afterEach(async () => {
  running.kill('SIGKILL')
  await running.exited
  await folders.remove()
})

/** Starts processes that would outlive a plain kill, and tells their ids. */
const STUBBORN = '(setsid sleep 300 & echo $!); (sleep 300 & echo $!); echo $$; sleep 300'

async function startStubborn(sessionId: string) {
  const { client } = running
  const turn = client.steps(sessionId, `- run: "${STUBBORN}"`)
  let pids: readonly number[] = []
  await client.until(() => {
    const text = JSON.stringify(client.updates.at(-1) ?? '')
    pids = [...(/"text":"((?:\d+\\n){3})"/.exec(text)?.[1]?.matchAll(/\d+/g) ?? [])].map(Number)
    return pids.length === 3
  })
  return { turn, pids }
}

/** Running, and not only waiting to be collected. */
async function alive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat !== '' && !/\) Z /.test(stat)
}

const anyAlive = async (pids: readonly number[]) => (await Promise.all(pids.map(alive))).some((yes) => yes)

describe('the agent as a process', () => {
  it('leaves what a command started in the background until the session closes', async () => {
    const { client } = running
    const session = await client.open(folders.worktree)
    await client.steps(session, '- run: "sleep 300 & echo $!"')
    const end = client.updates.findLast((update) => update.sessionUpdate === 'tool_call_update')
    const pid = Number((end?.rawOutput as { readonly output?: string } | undefined)?.output)
    expect(await alive(pid)).toBe(true)
    await client.agent.request('session/close', { sessionId: session })
    expect(await alive(pid)).toBe(false)
  })

  it('dies with its process group, commands included', async () => {
    const { client, pid } = running
    const session = await client.open(folders.worktree)
    client.steps(session, '- run: "ps -o pgid= -p $$; sleep 300"').catch(() => undefined)
    await client.until(() => /"text":" *\d+\\n"/.test(JSON.stringify(client.updates.at(-1) ?? '')))
    const group = Number((await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ')[2])
    expect(JSON.stringify(client.updates.at(-1))).toContain(`${group}\\n`)
  })

  it('kills a whole tree at cancel, and works on', async () => {
    const session = await running.client.open(folders.worktree)
    const { turn, pids } = await startStubborn(session)
    expect(await anyAlive(pids)).toBe(true)
    await running.client.cancel(session)
    expect(await turn).toEqual({ stopReason: 'cancelled' })
    expect(await anyAlive(pids)).toBe(false)
    expect(await running.client.steps(session, '- say: on')).toEqual({ stopReason: 'end_turn' })
  })

  it('ends with its input, and takes its commands along', async () => {
    const { turn, pids } = await startStubborn(await running.client.open(folders.worktree))
    turn.catch(() => undefined)
    await running.close()
    expect(await running.exited).toEqual({ code: 0, signal: null })
    expect(await anyAlive(pids)).toBe(false)
  })

  it('ends at SIGTERM in the same way', async () => {
    const { turn, pids } = await startStubborn(await running.client.open(folders.worktree))
    turn.catch(() => undefined)
    running.kill('SIGTERM')
    expect(await running.exited).toEqual({ code: 143, signal: null })
    expect(await anyAlive(pids)).toBe(false)
  })

  it.each([
    ['crash: 7', { code: 7, signal: null }],
    ['kill: SIGKILL', { code: null, signal: 'SIGKILL' }],
    ['kill: SIGTERM', { code: null, signal: 'SIGTERM' }],
  ])('exits at once at %s, with what it said before delivered', async (step, end) => {
    const session = await running.client.open(folders.worktree)
    const turn = running.client.steps(session, `- say: last words\n- ${step}\n- write: {path: after, content: no}`)
    turn.catch(() => undefined)
    expect(await running.exited).toEqual(end)
    await running.client.until(() => running.client.said === 'last words')
    expect(existsSync(join(folders.worktree, 'after'))).toBe(false)
  })

  it('keeps everything it showed through kill -9', async () => {
    const { client } = running
    const session = await client.open(folders.worktree)
    await client.steps(session, '- onTurn: {3: [{say: third}]}\n- say: first')
    client.steps(session, '- repeat: {times: 100000, everyMs: 1, steps: [{think: again}]}').catch(() => undefined)
    await client.until(() => client.updates.length > 20)
    running.kill('SIGKILL')
    await running.exited
    const shown = [...client.updates]
    running = await connectProcess(folders)
    const again = running.client
    expect((await again.agent.request('session/list', {})).sessions).toMatchObject([{ sessionId: session }])
    await again.agent.request('session/load', { sessionId: session, cwd: folders.worktree, mcpServers: [] })
    const replayed = again.updates.filter((update) => update.sessionUpdate !== 'user_message_chunk')
    expect(replayed.slice(0, shown.length)).toEqual(shown)
    const fork = { sessionId: session, cwd: folders.worktree, mcpServers: [] }
    const { sessionId } = await again.agent.request<{ sessionId: string }>('session/fork', fork)
    await again.prompt(sessionId, 'x')
    expect(again.said).toBe('firstthird')
  })

  it('survives garbage of its own and from its client', async () => {
    const session = await running.client.open(folders.worktree)
    await running.client.steps(session, '- garbage: "{ not json"\n- say: after')
    expect(running.client.said).toBe('after')
  })

  it('holds no flood in memory while nobody reads, and is cancelled once read again', async () => {
    const session = await running.client.open(folders.worktree)
    const turn = running.client.steps(session, '- flood: {messages: 10000000, bytes: 2000}')
    await running.client.until(() => running.client.updates.length > 500)
    const before = await residentMegabytes()
    const readOn = running.stopReading()
    const written = await untilStill(join(folders.state, `${session}.jsonl`))
    expect(await residentMegabytes()).toBeLessThan(before + 48)
    expect(written).toBeLessThan(200_000)
    await running.client.cancel(session)
    readOn()
    expect(await turn).toEqual({ stopReason: 'cancelled' })
  })
})

async function residentMegabytes(): Promise<number> {
  const status = await readFile(`/proc/${running.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}

/** Resolves with the file's size when it no longer grows. */
async function untilStill(path: string): Promise<number> {
  let size = -1
  for (let same = 0; same < 10; ) {
    const now = (await stat(path)).size
    same = now === size ? same + 1 : 0
    size = now
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return size
}
