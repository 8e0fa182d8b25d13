import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { testMachine } from './kit/machine.ts'

it('a verifier refutes with a test that the host runs; the work goes back, and the next verifier lets it stand', async () => {
  const machine = testMachine()
  const repository = machine.repository({ 'a.txt': 'one\n' })
  await machine.serve('--pool', '1')
  const log = path.join(machine.folder, 'tools.log')
  const command = `${process.execPath} ${path.join(import.meta.dirname, 'kit', 'verifying-agent.mjs')} ${log}`
  const { thread } = await machine.ok<{ thread: string }>(
    ...['dispatch', '--repo', repository.folder, '--agent-command', command, '--prompt', 'Write the answer.'],
    ...['--effort', 'proven', '--gate', 'test -f answer.txt', '--wait'],
  )
  expect(readFileSync(log, 'utf8').split('\n')).toEqual([
    'submit_test: The test fails on the work (exit code 1): the work is refuted with it as proof. End the turn.',
    expect.stringMatching(/^submit_verdict: The work this thread looks at does not wait for a verdict any more/),
    'submit_test: The test passes on the work: it refutes nothing, and nothing was recorded.',
    'submit_verdict: The verdict was taken in.',
    '',
  ])
  expect(await machine.show(thread)).toMatchObject({ state: 'ready', turns: 2 })
  const diff = await machine.cli(['diff', thread], { text: true })
  expect(diff.stdout).toContain('+42')
  expect(diff.stdout).not.toContain('answer-test.sh')
})
