import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { testMachine } from './kit/machine.ts'
import { planFile } from './kit/plan-run.ts'
import { steps } from './kit/steps.ts'

interface Candidate {
  readonly rank: number
  readonly attempt: number
  readonly thread: string
  readonly standing: string
  readonly reason: string
  readonly chosen: boolean
  readonly judged?: readonly { readonly claim: string }[]
}

interface Answer {
  readonly run: string
  readonly tasks: readonly { readonly state: string; readonly candidates?: readonly Candidate[] }[]
}

const gate = 'test "$(head -n 1 answer.txt)" != 1'

/**
 * Candidates that begin one after the other; each finds another number in a file beside the repository. What they
 * change differs in size, so that how quick each was has no say in their order.
 */
async function prepared() {
  const machine = testMachine()
  const repository = machine.repository({ 'a.txt': 'one\n' })
  await machine.serve('--pool', '1')
  const count = path.join(machine.folder, 'count')
  const brief = steps({
    run: `echo x >> ${count}; n=$(wc -l < ${count} | tr -d ' '); (echo "$n"; case "$n" in 2) seq 9;; 4) seq 4;; esac) > answer.txt`,
  })
  return { machine, repository, brief }
}

const standings = ({ tasks }: Answer) => tasks[0]?.candidates?.map(({ attempt, standing }) => `${attempt} ${standing}`)

it('several candidates are ranked by what their gates said, and the chosen one lands', async () => {
  const { brief, machine, repository } = await prepared()
  const options = ['--candidates', '3', '--gate', gate, '--wait']
  const { run } = await machine.dispatch(repository, brief, ...options)
  const answer = await machine.ok<Answer>('run', run, '--wait')
  expect(standings(answer)).toEqual(['3 proven', '2 proven', '1 failed'])
  const [best, second] = answer.tasks[0]?.candidates ?? []
  expect(best?.reason).toContain('Before attempt 2: its change is smaller')
  const chosen = await machine.ok<Answer>('choose', best?.thread ?? '')
  expect(chosen.tasks[0]?.candidates?.map(({ standing }) => standing)).toEqual(['proven', 'set-aside', 'set-aside'])
  await machine.ok('merge', best?.thread ?? '')
  expect(repository.git('show', 'main:answer.txt')).toBe('3')
  expect(await machine.show(second?.thread ?? '')).toMatchObject({ state: 'parked', reason: 'superseded' })
})

it('a judge reads them all, can not choose what was replaced, and its choice lands where tasks land by themselves', async () => {
  const { brief, machine, repository } = await prepared()
  const plan = planFile(machine, { tasks: [{ id: 'one', brief, candidates: 3, gates: [gate] }] })
  const options = ['--repo', repository.folder, '--approve', '--auto-land', '--wait']
  const waited = await machine.cli(['plan', plan, ...options], { patienceMs: 120_000 })
  const answer = JSON.parse(waited.stdout) as Answer
  // The first attempt never passes: recovery has begun another one in its place.
  expect(standings(answer)).toEqual(['3 proven', '4 proven', '2 proven', '1 set-aside'])
  const log = path.join(machine.folder, 'judge.log')
  const agent = [process.execPath, path.join(import.meta.dirname, 'kit', 'judging-agent.mjs'), log]
  const command = [...agent, '1', '2'].join(' ')
  const judged = await machine.ok<Answer>('judge', answer.run, 'one', '--agent-command', command, '--wait')
  expect(judged.tasks[0]).toMatchObject({ state: 'landed' })
  expect(judged.tasks[0]?.candidates?.find(({ attempt }) => attempt === 2)).toMatchObject({ chosen: true })
  expect(repository.git('show', 'main:answer.txt')).toMatch(/^2\n1\n2\n/)
  const said = readFileSync(log, 'utf8').trim().split('\n')
  expect(said.filter((line) => line.startsWith('read: 1 file changed'))).toHaveLength(3)
  expect(said.slice(3)).toEqual([
    'There is no attempt 1 to choose; nothing was recorded. Choose one of these: attempt 3, attempt 4, attempt 2.',
    'The choice of attempt 2 was taken in.',
  ])
})
