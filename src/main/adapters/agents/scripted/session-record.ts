import type { ContentBlock, SessionUpdate } from '@agentclientprotocol/sdk'
import type { SavedAnswer } from './replace.ts'
import type { LaterTurns, Step } from './steps.ts'

export type Mode = 'auto' | 'ask'
export type Model = 'steady' | 'fast'

/** One line of a session's file. The file only grows, and its records in order are the session. */
export type SessionRecord =
  | { readonly kind: 'opened'; readonly cwd: string }
  | { readonly kind: 'chose'; readonly mode: Mode; readonly model: Model }
  | { readonly kind: 'prompted'; readonly turn: number; readonly blocks: readonly ContentBlock[] }
  | { readonly kind: 'update'; readonly update: SessionUpdate }
  | FloodRecord
  | { readonly kind: 'saved'; readonly name: string; readonly answer: SavedAnswer }
  | { readonly kind: 'later'; readonly turn: number; readonly turns: LaterTurns }
  | { readonly kind: 'allowed'; readonly what: string }
  | { readonly kind: 'ended'; readonly turn: number; readonly how: string }

/** A stretch of flood messages; they are made again at replay instead of being stored. */
export interface FloodRecord {
  readonly kind: 'flood'
  readonly messageId: string
  readonly from: number
  readonly to: number
  readonly bytes: number
}

export interface SessionState {
  readonly cwd: string
  readonly title: string | null
  readonly mode: Mode
  readonly model: Model
  /** Number of the latest turn, 0 before the first. */
  readonly turn: number
  /** How many tool calls and messages there have been; their ids are made from these. */
  readonly toolCalls: number
  readonly messages: number
  readonly lastMessage: string | null
  readonly saved: Readonly<Record<string, SavedAnswer>>
  readonly later: readonly SetSteps[]
  /** What the person has allowed for always. */
  readonly allowed: ReadonlySet<string>
}

interface SetSteps {
  readonly setAt: number
  readonly turns: LaterTurns
}

export const NEW_SESSION: SessionState = {
  cwd: '/',
  title: null,
  mode: 'auto',
  model: 'steady',
  turn: 0,
  toolCalls: 0,
  messages: 0,
  lastMessage: null,
  saved: {},
  later: [],
  allowed: new Set(),
}

const TITLE_CHARACTERS = 80

export function applyRecord(state: SessionState, record: SessionRecord): SessionState {
  switch (record.kind) {
    case 'opened':
      return { ...state, cwd: record.cwd }
    case 'chose':
      return { ...state, mode: record.mode, model: record.model }
    case 'prompted':
      return { ...state, turn: Math.max(state.turn, record.turn), title: state.title ?? titleOf(record.blocks) }
    case 'update':
      return applyUpdate(state, record.update)
    case 'flood':
      return countMessage(state, record.messageId)
    case 'saved':
      return { ...state, saved: { ...state.saved, [record.name]: record.answer } }
    case 'later':
      return { ...state, later: [...state.later, { setAt: record.turn, turns: record.turns }] }
    case 'allowed':
      return { ...state, allowed: new Set([...state.allowed, record.what]) }
    case 'ended':
      return state
    default:
      // A record of a newer version: it is replayed by nobody, and the rest still counts.
      return state
  }
}

/** Steps that an earlier turn set for this one: those for its number first, the latest set before older ones. */
export function stepsFor(state: SessionState, turn: number): readonly Step[] | null {
  const earlier = state.later.filter((set) => set.setAt < turn).toReversed()
  for (const key of [String(turn), '*']) {
    const set = earlier.find((candidate) => Object.hasOwn(candidate.turns, key))
    if (set !== undefined) return set.turns[key] ?? null
  }
  return null
}

function applyUpdate(state: SessionState, update: SessionUpdate): SessionState {
  if (update.sessionUpdate === 'tool_call') return { ...state, toolCalls: state.toolCalls + 1 }
  if (update.sessionUpdate !== 'agent_message_chunk' && update.sessionUpdate !== 'agent_thought_chunk') return state
  return countMessage(state, update.messageId ?? null)
}

function countMessage(state: SessionState, messageId: string | null): SessionState {
  return messageId === state.lastMessage ? state : { ...state, messages: state.messages + 1, lastMessage: messageId }
}

function titleOf(blocks: readonly ContentBlock[]): string | null {
  const text = blocks.map((block) => (block.type === 'text' ? block.text.trim() : '')).find((part) => part !== '')
  return text?.split('\n')[0]?.slice(0, TITLE_CHARACTERS) ?? null
}
