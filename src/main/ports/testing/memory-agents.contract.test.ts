import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import type { TurnEnd } from '../agent.ts'
import type { ProcessPort } from '../process.ts'
import { agentContract } from './agent.contract.ts'
import { MemoryAgents, type MemoryTurn } from './memory-agents.ts'

type Step = Readonly<Record<string, unknown>>
type Fields = Readonly<Record<string, string>>
type Do = (turn: MemoryTurn, value: never) => Promise<TurnEnd | undefined> | TurnEnd | undefined

const stopped: TurnEnd = { kind: 'stopped', stopReason: 'end_turn' }
const options = [
  { id: 'yes', kind: 'allow-once', name: 'Allow' },
  { id: 'no', kind: 'deny-once', name: 'Deny' },
] as const
const classes = {
  rateLimit: 'rate-limit',
  auth: 'auth',
  overloaded: 'overloaded',
  contextOverflow: 'context-overflow',
} as const

const actions: Readonly<Record<string, Do>> = {
  say: (turn, text: string) => turn.update({ kind: 'message', text }) as undefined,
  think: (turn, text: string) => turn.update({ kind: 'thought', text }) as undefined,
  write: async (turn, { path, content }: { path: string; content: string }) => {
    const file = join(turn.request.folder, path)
    turn.update({ kind: 'tool', toolCall: path, patch: { title: path, toolKind: 'edit', status: 'pending' } })
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
    turn.update({ kind: 'tool', toolCall: path, patch: { status: 'completed' } })
    return undefined
  },
  ask: async (turn, asked: Fields & { then: Step[]; otherwise: Step[] }) => {
    const { title = '', kind = '', command = '' } = asked
    const answer = await turn.ask({ toolCall: null, title, detail: command, kind, options })
    const allowed = answer.kind === 'selected' && answer.option === 'yes'
    return play(turn, allowed ? asked.then : asked.otherwise)
  },
  sleep: (turn) => untilOver(turn),
  hang: (turn) => untilOver(turn),
  crash: (turn, code: number) => turn.die(code) as undefined,
  garbage: (turn, text: string) => turn.update({ kind: 'unknown', update: { garbage: text } }) as undefined,
  unknownUpdate: (turn, update: Fields) => turn.update({ kind: 'unknown', update }) as undefined,
  fail: (_, { class: what, message = '', retryAfterMs }: Fields) => {
    if (what === 'refusal') return { kind: 'stopped', stopReason: 'refusal' }
    const failed = { kind: 'failed', class: classes[what as keyof typeof classes], message } as const
    return { ...failed, retryAfterMs: Number(retryAfterMs) }
  },
}

function untilOver(turn: MemoryTurn): Promise<undefined> {
  return new Promise((resolve) => turn.over.addEventListener('abort', () => resolve(undefined), { once: true }))
}

async function play(turn: MemoryTurn, steps: readonly Step[]): Promise<TurnEnd | undefined> {
  for (const step of steps) {
    if (turn.over.aborted) return undefined
    for (const [name, value] of Object.entries(step)) {
      const end = await actions[name]?.(turn, value as never)
      if (end !== undefined) return end
    }
  }
  return undefined
}

/** Follows the fenced steps of a person's prompt, and those that an earlier prompt left for later turns. */
function followSteps() {
  const later = new Map<string, Readonly<Record<string, Step[]>>>()
  return async (turn: MemoryTurn): Promise<TurnEnd> => {
    const text = turn.blocks
      .map((block) => (block.kind === 'text' && block.origin === 'person' ? block.text : ''))
      .join()
    const fenced = /```steps\n([\s\S]*)\n```/.exec(text)?.[1]
    const steps: readonly Step[] = fenced === undefined ? [] : parse(fenced)
    for (const { onTurn } of steps) if (onTurn !== undefined) later.set(turn.session, onTurn as never)
    const planned = later.get(turn.session)?.[turn.intent.number] ?? []
    return (await play(turn, [...steps.filter(({ onTurn }) => onTurn === undefined), ...planned])) ?? stopped
  }
}

agentContract('agents in memory', async () => {
  const agents = new MemoryAgents({ script: followSteps() })
  return {
    agents,
    processes: { isAlive: (identity) => agents.isAlive(identity), close: async () => undefined } as ProcessPort,
    request: (worktree) => ({ launch: agents.launch(), folder: worktree, owner: 'contract', environment: {} }),
    kill: (session) => agents.kill(session),
  }
})
