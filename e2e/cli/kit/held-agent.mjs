// An agent that speaks ACP by hand and does nothing: it leaves the tools of its session, and every prompt it is given,
// in a folder, and ends its turns once somebody has put the file "go" there.
import { appendFileSync, existsSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

const [, , folder, name] = process.argv
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
const file = (what) => path.join(folder, `${name}.${what}`)

const methods = {
  initialize: () => ({ protocolVersion: 1, agentCapabilities: { mcpCapabilities: { http: true } } }),
  'session/new': ({ mcpServers }) => {
    const [server] = mcpServers
    const headers = Object.fromEntries(server.headers.map((header) => [header.name, header.value]))
    writeFileSync(file('writing'), JSON.stringify({ url: server.url, headers }))
    renameSync(file('writing'), file('tools'))
    return { sessionId: 'only' }
  },
  'session/prompt': async ({ prompt }) => {
    appendFileSync(file('prompts'), `${JSON.stringify(prompt)}\n`)
    // The same agent may be asked to rule on what its own thread could not agree on: that turn has an end of its own.
    const rules = prompt[0]?.text?.includes('call decide_negotiation once') === true
    while (!existsSync(rules ? path.join(folder, 'arbiter.go') : file('go')))
      await new Promise((resolve) => setTimeout(resolve, 20))
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
