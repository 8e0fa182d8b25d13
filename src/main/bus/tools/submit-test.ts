import { z } from 'zod'
import type { Proof } from '../../../shared/domain/verification/state.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import type { Tool, ToolInvocation } from '../../engine/tool.ts'
import type { ToolAnswer } from '../../ports/tools.ts'
import { defineTool } from '../define-tool.ts'
import { toRoles } from '../offered.ts'
import { send } from '../send.ts'
import type { BusServices } from '../services.ts'

const input = z.strictObject({
  claim: z.string().min(1).max(1000).describe('What is wrong with the work, in a sentence or two.'),
  path: z.string().min(1).max(1000).describe('Where the test belongs, relative to the project, with slashes.'),
  content: z.string().min(1).max(256_000).describe('The whole text of the test.'),
  command: z.string().min(1).max(8000).describe('Runs this test and nothing else, through sh; exit code 0 passes.'),
})

type Test = z.infer<typeof input>

/** What a shell answers for a command that isn't there, or can't be run: it says nothing about the work. */
const notRun = [126, 127]

interface Running {
  readonly key: string
  readonly answer: Promise<ToolAnswer>
}

/** A verifier proves its claim: the host runs the test on a copy of the work, and only what it saw fail refutes. */
export function submitTest(services: BusServices): Tool {
  const running = new Map<ThreadId, Running>()
  return defineTool({
    name: 'submit_test',
    title: 'Submit a failing test',
    description:
      'Runs a test of yours on a copy of the work and answers with what came of it. If it fails, the work is refuted with it as proof, and goes back to its worker. If it passes, nothing is recorded. One at a time; this can take minutes.',
    input,
    offered: toRoles('verifier'),
    run(test, invocation) {
      const { key, thread } = invocation
      const present = running.get(thread.id)
      if (present !== undefined) return present.key === key ? present.answer : busy
      const answer = tried(services, test, invocation).finally(() => running.delete(thread.id))
      running.set(thread.id, { key, answer })
      return answer
    },
  })
}

async function tried({ engine, tryTest }: BusServices, test: Test, { key, thread }: ToolInvocation) {
  const { claim, command, content, path } = test
  const { about, id } = thread
  if (about === undefined) return told(true, 'This thread looks at nobody’s work; nothing was run. End the turn.')
  const ran = await tryTest({ thread: id, about, entry: `test-${key}`, path, content, command })
  if (!ran.ok) return told(true, `${ran.error.message} ${ran.error.remedy}`)
  const proof = ran.value
  if (proof.outcome === 'passed')
    return told(false, 'The test passes on the work: it refutes nothing, and nothing was recorded.')
  if (proof.outcome !== 'failed' || notRun.includes(proof.exit ?? 0)) return told(true, unclear(proof))
  const verdict = { outcome: 'refuted', kind: 'proven', reasons: [{ claim, citation: path }], proof } as const
  const done = `The test fails on the work (exit code ${proof.exit ?? 'none'}): the work is refuted with it as proof. End the turn.`
  return send(engine, { thread, key, done }, { type: 'verification.report-verdict', payload: { by: id, verdict } })
}

function unclear({ excerpt, exit, outcome }: Proof): string {
  const what = outcome === 'failed' ? `could not be run (exit code ${exit})` : `ended as ${outcome}`
  return `The test ${what}: that says nothing about the work, and nothing was recorded. Correct it and submit it again.\n${excerpt.slice(0, 2000)}`
}

function told(isError: boolean, text: string): ToolAnswer {
  return { isError, text }
}

const busy = Promise.resolve(
  told(true, 'A test of this thread is running. Wait for its answer, then submit the next one.'),
)
