import { createInterface } from 'node:readline'

/**
 * An agent that misbehaves in one chosen way (its first argument), written without the SDK so that it can. Every
 * prompt is answered by the behaviour of that name; the rest of the protocol works.
 */
type Id = number | string
type Params = Readonly<Record<string, unknown>>
interface Message {
  readonly id?: Id
  readonly method?: string
  readonly params?: Params
  readonly result?: unknown
  readonly error?: unknown
}

const behaviour = process.argv[2] ?? 'plain'
const session = 'fixture-session'
const answers = new Map<Id, (message: Message) => void>()
let cancelled: (() => void) | null = null
let requests = 0

function write(message: unknown): void {
  process.stdout.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`)
}

function update(fields: Params): void {
  write({ jsonrpc: '2.0', method: 'session/update', params: { sessionId: session, update: fields } })
}

function say(text: string): void {
  update({ sessionUpdate: 'agent_message_chunk', content: { type: 'text', text } })
}

function answer(id: Id, result: unknown): void {
  write({ jsonrpc: '2.0', id, result })
}

function refuse(id: Id, error: unknown): void {
  write({ jsonrpc: '2.0', id, error })
}

function request(method: string, params: unknown): Promise<Message> {
  requests += 1
  const id = `agent-${requests}`
  write({ jsonrpc: '2.0', id, method, params })
  return new Promise((resolve) => answers.set(id, resolve))
}

function ask(toolCall: Params): Promise<Message> {
  const options = [
    { optionId: 'z9', name: 'Yes', kind: 'allow_once' },
    { optionId: 'a1', name: 'Always', kind: 'allow_always' },
    { optionId: 'q', name: 'No', kind: 'reject_once' },
  ]
  return request('session/request_permission', { sessionId: session, toolCall, options })
}

function untilCancelled(): Promise<void> {
  return new Promise((resolve) => {
    cancelled = resolve
  })
}

const turns: Record<string, (id: Id, params: Params) => Promise<void> | void> = {
  plain: (id, params) => {
    say(JSON.stringify(params))
    answer(id, { stopReason: 'end_turn', usage: { inputTokens: 3, outputTokens: 4, totalTokens: 7 } })
  },
  burst: (id) => {
    const lines = ['one', 'two', 'three'].map((text) => ({
      jsonrpc: '2.0',
      method: 'session/update',
      params: { sessionId: session, update: { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text } } },
    }))
    const result = { jsonrpc: '2.0', id, result: { stopReason: 'end_turn' } }
    // One write, so that all of it arrives together: the turn ends after two updates and before the third.
    write([...lines.slice(0, 2), result, lines[2]].map((line) => JSON.stringify(line)).join('\n'))
  },
  garbage: (id) => {
    write('Warning: this is not JSON')
    write('[1,2]')
    write('{"level":"info"}')
    write('')
    say('still here')
    answer(id, { stopReason: 'end_turn' })
  },
  garbageflood: () => {
    write(Array.from({ length: 20_000 }, (_, line) => `log ${line}`).join('\n'))
  },
  twice: (id) => {
    answer(id, { stopReason: 'end_turn' })
    answer(id, { stopReason: 'refusal' })
  },
  die: () => {
    say('about to die')
    process.stderr.write(`${'x'.repeat(10_000)}\nfatal: out of cheese\n`, () => process.exit(3))
  },
  permission: async (id) => {
    update({
      sessionUpdate: 'tool_call',
      toolCallId: 't1',
      title: 'Run tests',
      kind: 'execute',
      rawInput: { command: 'npm test' },
    })
    const reply = await ask({ toolCallId: 't1' })
    say(JSON.stringify(reply.result ?? reply.error))
    answer(id, { stopReason: 'end_turn' })
  },
  late: async (id) => {
    say('waiting')
    await untilCancelled()
    const reply = await ask({ toolCallId: 't2', title: 'Too late', rawInput: { command: 'rm -rf build' } })
    say(JSON.stringify(reply.result ?? reply.error))
    answer(id, { stopReason: 'cancelled' })
  },
  openask: async (id) => {
    const reply = await ask({ toolCallId: 't3', title: 'Wait', rawInput: { command: 'make' } })
    say(JSON.stringify(reply.result ?? reply.error))
    answer(id, { stopReason: 'cancelled' })
  },
  withdraw: async (id) => {
    const reply = ask({ toolCallId: 't4', title: 'Never mind', rawInput: { command: 'make' } })
    write({ jsonrpc: '2.0', method: '$/cancel_request', params: { requestId: `agent-${requests}` } })
    say(JSON.stringify((await reply).result))
    answer(id, { stopReason: 'end_turn' })
  },
  options: (id) => {
    const offered = [{ value: 'careful', name: 'Careful' }]
    const mode = {
      id: 'how',
      name: 'Mode',
      category: 'mode',
      type: 'select',
      currentValue: 'careful',
      options: offered,
    }
    update({ sessionUpdate: 'config_option_update', configOptions: [mode] })
    answer(id, { stopReason: 'end_turn' })
  },
  unknown: async (id) => {
    const reply = await request('fs/read_text_file', { sessionId: session, path: '/etc/hosts' })
    say(JSON.stringify(reply.error))
    update({ sessionUpdate: 'hologram', depth: 3 })
    answer(id, { stopReason: 'enlightenment' })
  },
  fail: (id) =>
    refuse(id, { code: -32603, message: 'slow down', data: { errorKind: 'rate_limit', retryAfterMs: 1500 } }),
  flood: async (id) => {
    for (let sent = 0; sent < 100_000; sent += 1000) {
      const lines = Array.from({ length: 1000 }, (_, index) =>
        JSON.stringify({
          jsonrpc: '2.0',
          method: 'session/update',
          params: {
            sessionId: session,
            update: { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: `${sent + index} ` } },
          },
        }),
      )
      if (!process.stdout.write(`${lines.join('\n')}\n`))
        await new Promise((resolve) => process.stdout.once('drain', resolve))
    }
    answer(id, { stopReason: 'end_turn' })
  },
  huge: (id) => {
    say('y'.repeat(20 * 1024 * 1024))
    answer(id, { stopReason: 'end_turn' })
  },
  toolong: (id) => {
    say('y'.repeat(33 * 1024 * 1024))
    answer(id, { stopReason: 'end_turn' })
  },
  environment: (id) => {
    say(JSON.stringify(process.env))
    answer(id, { stopReason: 'end_turn' })
  },
}

const methods: Record<string, (id: Id, params: Params) => Promise<void> | void> = {
  initialize: (id) => {
    if (behaviour === 'mute') return
    if (behaviour === 'refusing') return refuse(id, { code: -32603, message: 'not today' })
    const agentCapabilities = { loadSession: true, promptCapabilities: {}, sessionCapabilities: { close: {} } }
    const protocolVersion = behaviour === 'future' ? 7 : 1
    return answer(id, { protocolVersion, agentCapabilities, authMethods: [{ id: 'key', name: 'API key' }] })
  },
  'session/new': (id) => {
    if (behaviour === 'signin') return refuse(id, { code: -32000, message: 'Authentication required' })
    return answer(id, { sessionId: session, configOptions: options('default', 'small') })
  },
  'session/load': (id) => {
    if (behaviour === 'forgetful') return refuse(id, { code: -32002, message: 'no such session' })
    update({ sessionUpdate: 'user_message_chunk', content: { type: 'text', text: 'earlier' } })
    say('replayed answer')
    return answer(id, { configOptions: options('default', 'small') })
  },
  'session/set_config_option': (id, params) => {
    const value = String(params.value)
    answer(id, { configOptions: params.configId === 'how' ? options(value, 'small') : options('default', value) })
  },
  'session/prompt': (id, params) => (turns[behaviour] ?? turns.plain)?.(id, params),
  'session/cancel': () => cancelled?.(),
  'session/close': (id) => answer(id, {}),
}

function options(mode: string, model: string): readonly unknown[] {
  const select = (values: readonly string[]) => values.map((value) => ({ value, name: value.toUpperCase() }))
  return [
    {
      id: 'how',
      name: 'Mode',
      category: 'mode',
      type: 'select',
      currentValue: mode,
      options: select(['default', 'ask']),
    },
    {
      id: 'which',
      name: 'Model',
      category: 'model',
      type: 'select',
      currentValue: model,
      options: [{ group: 'g', name: 'All', options: select(['small', 'large']) }],
    },
  ]
}

if (behaviour === 'stillborn') {
  process.stderr.write('missing library\n')
  process.exit(1)
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const message = JSON.parse(line) as Message
    if (message.method === undefined) answers.get(message.id ?? '')?.(message)
    else void methods[message.method]?.(message.id ?? '', message.params ?? {})
  })
  .on('close', () => {
    if (behaviour !== 'mute') process.exit(0)
  })
if (behaviour === 'mute') setInterval(() => undefined, 60_000)
