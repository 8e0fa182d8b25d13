// An agent that speaks ACP by hand. As a worker it writes the answer, wrong at first; as a verifier it refutes a wrong
// one with a test, and lets a right one stand. It keeps what the tools answered in a file beside itself.
import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [, , log] = process.argv
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

let folder = ''
let server = null
let calls = 0

async function tool(name, input) {
  calls += 1
  const headers = Object.fromEntries(server.headers.map((header) => [header.name, header.value]))
  const response = await fetch(server.url, {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: calls, method: 'tools/call', params: { name, arguments: input } }),
  })
  const { result } = await response.json()
  appendFileSync(log, `${name}: ${result.content[0].text}\n`)
}

function work() {
  writeFileSync('answer.txt', existsSync('answer.txt') ? '42\n' : '41\n')
}

async function verify() {
  await tool('submit_test', {
    claim: 'The answer is not 42.',
    path: 'answer-test.sh',
    content: 'test "$(cat answer.txt)" = 42\n',
    command: 'sh answer-test.sh',
  })
  await tool('submit_verdict', { outcome: 'stands', reasons: [{ claim: 'It is 42.', citation: 'answer.txt:1' }] })
}

const methods = {
  initialize: () => ({ protocolVersion: 1, agentCapabilities: { mcpCapabilities: { http: true } } }),
  'session/new': ({ cwd, mcpServers }) => {
    folder = cwd
    server = mcpServers[0] ?? null
    process.chdir(folder)
    return { sessionId: 'only' }
  },
  'session/prompt': async ({ prompt }) => {
    const text = prompt.map((block) => block.text ?? '').join('\n')
    if (text.includes('You try to refute')) await verify()
    else work()
    return { stopReason: 'end_turn' }
  },
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, method, params } = JSON.parse(line)
  if (id === undefined) return
  const answer = methods[method]
  if (answer === undefined) send({ id, error: { code: -32_601, message: 'unknown' } })
  else send({ id, result: await answer(params) })
})
