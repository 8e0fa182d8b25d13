// An agent that speaks ACP by hand and chooses the attempt that its argument names. It keeps what the tools answered,
// and what it could read of the other attempts, in a file.
import { execFileSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [, , log, ...attempts] = process.argv
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

let server = null
let calls = 0

async function tool(name, input) {
  calls += 1
  const headers = Object.fromEntries(server.headers.map((header) => [header.name, header.value]))
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: calls, method: 'tools/call', params: { name, arguments: input } }),
  })
  const { result } = await response.json()
  appendFileSync(log, `${result.content[0].text}\n`)
}

const methods = {
  initialize: () => ({ protocolVersion: 1, agentCapabilities: { mcpCapabilities: { http: true } } }),
  'session/new': ({ cwd, mcpServers }) => {
    server = mcpServers[0] ?? null
    process.chdir(cwd)
    return { sessionId: 'only' }
  },
  'session/prompt': async ({ prompt }) => {
    const text = prompt.map((block) => block.text ?? '').join('\n')
    for (const [, command] of text.matchAll(/: git (diff [0-9a-f]+ [0-9a-f]+)$/gm)) {
      const lines = execFileSync('git', [...command.split(' '), '--stat'], { encoding: 'utf8' })
        .trim()
        .split('\n')
      appendFileSync(log, `read: ${lines.at(-1).trim()}\n`)
    }
    for (const attempt of attempts) {
      await tool('submit_choice', {
        attempt: Number(attempt),
        reasons: [{ claim: 'It does what was asked.', citation: 'answer.txt:1' }],
      })
    }
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
