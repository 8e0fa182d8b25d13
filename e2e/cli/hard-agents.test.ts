import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import type { TranscriptRow } from '../../src/shared/transcript/entry.ts'
import { fileMachine, testMachine } from './kit/machine.ts'
import { steps, write } from './kit/steps.ts'

const machine = fileMachine()
const repository = machine.repository({ 'a.txt': 'one\n' })

async function transcript(thread: string): Promise<readonly TranscriptRow[]> {
  return (await machine.ok<{ entries: readonly TranscriptRow[] }>('transcript', thread)).entries
}

function running(name: string) {
  return machine.processes().filter(({ command }) => command.includes(name))
}

/** Dispatches and waits; what the thread came to. */
async function result(prompt: string, ...more: readonly string[]) {
  const args = ['dispatch', '--repo', repository.folder, '--prompt', prompt, '--wait', ...more]
  const { stdout } = await machine.cli(more.includes('--agent-command') ? args : [...args, '--agent', 'scripted'])
  return JSON.parse(stdout) as {
    thread: string
    state: string
    reason: string | null
    message?: string
    remedy?: string
  }
}

describe('an agent', () => {
  it('that prints garbage goes on working, and the garbage can be read', async () => {
    const { state, thread } = await result(
      steps({ garbage: 'Segmentation fault? {"half": ' }, write('b.txt', 'b\n'), {
        unknownUpdate: { sessionUpdate: 'x', y: 1 },
      }),
    )
    expect(state).toBe('ready')
    const entries = await transcript(thread)
    expect(JSON.stringify(entries)).toContain('Segmentation fault?')
    expect(entries.map(({ kind }) => kind)).toContain('raw')
  })

  it('that never answers initialize is ended, the thread says why, and a prompt tries again', async () => {
    const own = testMachine({ SWITCHYARD_INITIALIZE_TIMEOUT_MS: '2000' })
    const broken = path.join(own.home, 'broken')
    const script = path.join(own.home, 'agent.sh')
    const agent = path.join(path.dirname(inject('cliFile')), 'scripted-agent.js')
    writeFileSync(broken, '')
    writeFileSync(script, `[ -e '${broken}' ] && exec sleep 1000\nexec '${process.execPath}' '${agent}'\n`)
    const command = `sh ${script}`
    const first = await own.cli([
      ...['dispatch', '--repo', own.repository({ 'a.txt': 'one\n' }).folder],
      ...['--agent-command', command, '--prompt', 'echo 1 > b.txt', '--wait'],
    ])
    const answer = JSON.parse(first.stdout) as { thread: string }
    expect(first.code).toBe(1)
    expect(answer).toMatchObject({
      state: 'parked',
      reason: 'setup',
      message: expect.stringContaining('did not answer within 2 s'),
      remedy: expect.stringMatching(/\S/),
    })
    expect(own.processes().filter((one) => one.command.includes('sleep'))).toEqual([])
    rmSync(broken)
    expect(await own.ok('prompt', answer.thread, 'echo 2 > c.txt', '--wait')).toMatchObject({ state: 'ready' })
    // The first prompt never reached the agent, so it was kept and came first.
    expect(await own.show(answer.thread)).toMatchObject({ waiting: 0, turns: 2, changes: { files: 2 } })
  })

  it('that ends at once is named with what it said', async () => {
    const { message, reason, state } = await result('Do it.', '--agent-command', `sh -c "echo no licence >&2; exit 7"`)
    expect({ state, reason }).toEqual({ state: 'parked', reason: 'setup' })
    expect(message).toContain('exit code 7')
    expect(message).toContain('no licence')
  })

  it('with an unknown step ends its turn and names the line', async () => {
    const prompt = 'Do it.\n\n```steps\n- say: hello\n- frobnicate: yes\n```\n'
    const { message, state } = await result(prompt)
    expect(state).toBe('parked')
    expect(message).toContain('frobnicate')
    expect(message).toMatch(/line \d+/)
  })

  it.each([
    ['exits with an error', { crash: 3 }, 'exit code 3'],
    ['is killed', { kill: 'SIGKILL' }, 'SIGKILL'],
  ])('that %s in its turn parks the thread with its work kept', async (_, step, says) => {
    const { message, reason, state, thread } = await result(steps(write('half.txt', 'half\n'), step))
    expect({ state, reason }).toEqual({ state: 'parked', reason: 'crash' })
    expect(message).toContain(says)
    expect(await machine.show(thread)).toMatchObject({ changes: { files: 1 } })
  })

  it('that exits with children left leaves none of them', async () => {
    const { reason } = await result(
      steps(
        { run: '(trap "" HUP TERM; setsid sleep 2000 >/dev/null 2>&1 & sleep 2000 >/dev/null 2>&1 &)' },
        { crash: 0 },
      ),
    )
    expect(reason).toBe('crash')
    expect(running('sleep 2000')).toEqual([])
  })

  it('that floods is kept up with: nothing lost, bounded rows, other threads and questions served meanwhile', async () => {
    const { state, thread } = await result(steps({ flood: { messages: 50_000, bytes: 20 } }))
    expect(state).toBe('ready')
    const messages = (await transcript(thread)).filter(({ kind }) => kind === 'message')
    expect(messages.reduce((sum, { text }) => sum + text.length, 0)).toBe(50_000 * 20)
    expect(Math.max(...messages.map(({ text }) => text.length))).toBeLessThan(70_000)
  })

  it('that burns processor time can be stopped', async () => {
    const own = testMachine()
    const spun = own.repository({ 'a.txt': 'one\n' })
    await own.serve()
    const events = own.follow()
    const { thread } = await own.dispatch(spun, steps({ spin: 600_000 }))
    await events.event('thread.turn-started', thread)
    expect(await own.ok('stop', thread)).toMatchObject({ state: 'parked', reason: 'interrupted' })
    expect(own.processes().filter(({ command }) => command.includes('scripted-agent'))).toEqual([])
  })

  it('that is slow is waited for', async () => {
    const { state } = await result(
      steps({ say: { text: 'slowly but surely', chunks: 8, everyMs: 30 } }, { sleep: 300 }),
    )
    expect(state).toBe('ready')
  })
})
