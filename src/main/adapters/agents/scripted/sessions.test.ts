import { appendFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentBlock } from '@agentclientprotocol/sdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ORIGIN_META_KEY, TURN_META_KEY } from '../../../../shared/transcript/origin.ts'
import { connectInProcess, type Folders, makeFolders, type Running } from './testing/connect-scripted.ts'

let folders: Folders
let running: Running
let session: string

beforeEach(async () => {
  folders = await makeFolders()
  running = await connectInProcess(folders)
  session = await running.client.open(folders.worktree)
})

afterEach(async () => {
  await running.close()
  await folders.remove()
})

const from = (origin: string) => ({ [ORIGIN_META_KEY]: origin })
const fenced = (word: string) => `\`\`\`steps\n- say: "${word} "\n\`\`\``
const block = (text: string, origin?: string): ContentBlock => ({
  type: 'text',
  text,
  ...(origin === undefined ? {} : { _meta: from(origin) }),
})

describe('where the steps come from', () => {
  it.each(['host', 'peer', 'event'])('never executes what a %s says', async (origin) => {
    const { client } = running
    await client.prompt(session, fenced('bad'), from(origin))
    await client.prompt(session, 'touch bad', from(origin))
    await client.agent.request('session/prompt', { sessionId: session, prompt: [block(fenced('bad'), origin)] })
    expect(client.said).toBe('No steps for this turn'.repeat(3))
    expect(await readdir(folders.worktree)).toEqual([])
  })

  it('reads fences of a person and a plan, not of an event quoted beside them', async () => {
    const { client } = running
    await client.prompt(session, fenced('plan'), from('plan'))
    const prompt = [block(fenced('event'), 'event'), block(fenced('person')), block(fenced('second'))]
    await client.agent.request('session/prompt', { sessionId: session, prompt, _meta: from('person') })
    expect(client.said).toBe('plan person ')
  })

  it('runs a plain prompt as one command, without the blocks of others', async () => {
    const { client } = running
    const prompt = [block('touch', 'person'), block('never', 'event'), block('made', 'person')]
    prompt[0] = block('touch made && \\', 'person')
    prompt[2] = block('touch two', 'plan')
    await client.agent.request('session/prompt', { sessionId: session, prompt })
    expect((await readdir(folders.worktree)).sort()).toEqual(['made', 'two'])
  })

  it('takes steps set for later turns, whatever their origin, until a fence of its own comes', async () => {
    const { client } = running
    await client.steps(session, '- onTurn: {2: [{say: "two "}], "*": [{say: "any "}]}')
    await client.prompt(session, 'gate output', from('host'))
    await client.prompt(session, 'a peer', from('peer'))
    await client.prompt(session, fenced('own'))
    await client.prompt(session, 'touch command')
    expect(client.said).toBe('two any own any ')
    expect(await readdir(folders.worktree)).toEqual([])
  })

  it('keeps the number of a turn that is sent again', async () => {
    const { client } = running
    await client.steps(session, '- onTurn: {2: [{say: "two "}], 3: [{say: "three "}]}', { [TURN_META_KEY]: 1 })
    await client.prompt(session, 'x', { [TURN_META_KEY]: 2, ...from('host') })
    await client.prompt(session, 'x', { [TURN_META_KEY]: 2, ...from('host') })
    await client.prompt(session, 'x', from('host'))
    expect(client.said).toBe('two two three ')
  })
})

describe('load, list, fork and close', () => {
  const image: ContentBlock = { type: 'image', mimeType: 'image/png', data: 'AAAA' }

  it('replays everything after the agent is gone, and goes on', async () => {
    const { client } = running
    await client.steps(
      session,
      '- say: one\n- write: {path: a, content: b}\n- flood: {messages: 70, bytes: 5}\n- onTurn: {"*": [{say: later}]}',
    )
    await client.agent.request('session/prompt', { sessionId: session, prompt: [image], _meta: from('host') })
    await running.close()
    const [name] = await readdir(folders.state)
    await appendFile(join(folders.state, name ?? ''), '{"kind":"update","upd')

    const next = await connectInProcess(folders)
    await next.client.agent.request('session/load', { sessionId: session, cwd: folders.worktree, mcpServers: [] })
    const mine = next.client.updates.filter((update) => update.sessionUpdate === 'user_message_chunk')
    expect(mine).toMatchObject([{ content: { type: 'text' } }, { content: image }])
    expect(next.client.updates.filter((update) => update.sessionUpdate !== 'user_message_chunk')).toEqual(
      client.updates,
    )
    const before = next.client.updates.length
    await next.client.steps(session, '- run: "true"')
    await next.client.prompt(session, 'x', from('event'))
    const ids = next.client.updates.flatMap((update) =>
      update.sessionUpdate === 'tool_call' ? [update.toolCallId] : [],
    )
    expect(new Set(ids).size).toBe(2)
    expect(next.client.updates.length).toBeGreaterThan(before)
    expect(next.client.said.endsWith('later')).toBe(true)

    await next.client.agent.request('session/load', { sessionId: session, cwd: folders.worktree, mcpServers: [] })
    await next.close()
  })

  it('lists by folder, forks with the conversation, and closes without forgetting', async () => {
    const { client } = running
    await client.steps(session, '- say: hello')
    const request = { sessionId: session, cwd: folders.worktree, mcpServers: [] }
    const fork = await client.agent.request<{ sessionId: string }>('session/fork', request)
    expect(fork.sessionId).not.toBe(session)
    await client.steps(fork.sessionId, '- say: fork')
    const { sessions } = await client.agent.request('session/list', { cwd: folders.worktree })
    expect(sessions.map((one) => one.sessionId).sort()).toEqual([session, fork.sessionId].sort())
    expect(await client.agent.request('session/list', { cwd: '/nowhere' })).toEqual({ sessions: [] })

    await client.agent.request('session/close', { sessionId: session })
    await expect(client.prompt(session, 'true')).rejects.toMatchObject({ code: -32002 })
    const before = client.updates.length
    await client.agent.request('session/load', { ...request, sessionId: fork.sessionId })
    const replayed = client.updates.slice(before)
    expect(replayed.map((update) => update.sessionUpdate)).toEqual([
      'user_message_chunk',
      'agent_message_chunk',
      'user_message_chunk',
      'agent_message_chunk',
    ])
  })

  it('refuses what it does not know', async () => {
    const { agent } = running.client
    const cwd = folders.worktree
    await expect(agent.request('session/load', { sessionId: 'none', cwd, mcpServers: [] })).rejects.toMatchObject({
      code: -32002,
    })
    await expect(agent.request('session/load', { sessionId: '../x', cwd, mcpServers: [] })).rejects.toMatchObject({
      code: -32002,
    })
    await expect(agent.request('session/new', { cwd: join(cwd, 'none'), mcpServers: [] })).rejects.toMatchObject({
      code: -32602,
    })
    await expect(agent.request('session/set_mode', { sessionId: session, modeId: 'x' })).rejects.toMatchObject({
      code: -32602,
    })
    await expect(agent.request('session/nonsense', {})).rejects.toMatchObject({ code: -32601 })
  })

  it('never takes a session id that is in use', async () => {
    const second = await connectInProcess(folders)
    const ids = [session, await running.client.open(folders.worktree), await second.client.open(folders.worktree)]
    await second.close()
    expect(new Set(ids).size).toBe(3)
  })

  it('ignores a foreign file in its folder', async () => {
    await writeFile(join(folders.state, 'notes.txt'), 'x')
    await writeFile(join(folders.state, 'broken.jsonl'), '\0\0{{')
    expect((await running.client.agent.request('session/list', {})).sessions).toHaveLength(1)
  })
})

describe('options', () => {
  it('offers mode and model, and keeps the choice', async () => {
    const { agent } = running.client
    const set = (configId: string, value: string) =>
      agent.request('session/set_config_option', { sessionId: session, configId, value })
    const { configOptions } = await set('model', 'fast')
    expect(configOptions.map((option) => [option.category, option.currentValue])).toEqual([
      ['mode', 'auto'],
      ['model', 'fast'],
    ])
    await set('mode', 'ask')
    expect(running.client.updates).toMatchObject([{ sessionUpdate: 'current_mode_update', currentModeId: 'ask' }])
    const loaded = await agent.request('session/load', { sessionId: session, cwd: folders.worktree, mcpServers: [] })
    expect(loaded.modes?.currentModeId).toBe('ask')
    expect(loaded.configOptions?.map((option) => option.currentValue)).toEqual(['ask', 'fast'])
  })
})
