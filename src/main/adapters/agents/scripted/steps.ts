import type { PlanEntryStatus, StopReason, ToolKind } from '@agentclientprotocol/sdk'
import type { JsonObject } from '../../../../shared/kernel/json.ts'

/** One step of a script, already checked. They are stored as JSON for later turns, so they hold only data. */
export type Step = SteeringStep | ActingStep

/** A step that may end the turn or choose what comes next. */
export type SteeringStep =
  | FileStep
  | RunStep
  | AskStep
  | RepeatStep
  | IfStep
  | FailStep
  | { readonly kind: 'stop'; readonly reason: StopReason }

/** A step after which the next one follows. */
export type ActingStep =
  | SayStep
  | { readonly kind: 'think'; readonly text: string }
  | { readonly kind: 'plan'; readonly entries: readonly PlanItem[] }
  | McpStep
  | UsageStep
  | { readonly kind: 'sleep'; readonly ms: number }
  | { readonly kind: 'flood'; readonly messages: number; readonly bytes: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'spin'; readonly ms: number }
  | { readonly kind: 'crash'; readonly code: number }
  | { readonly kind: 'kill'; readonly signal: NodeJS.Signals }
  | { readonly kind: 'garbage'; readonly text: string }
  | { readonly kind: 'unknownUpdate'; readonly update: JsonObject }
  | { readonly kind: 'onTurn'; readonly turns: LaterTurns }

export type StepKind = Step['kind']

export interface SayStep {
  readonly kind: 'say'
  readonly text: string
  readonly chunks: number | undefined
  /** Pause between two chunks, in milliseconds; without one the model option decides. */
  readonly everyMs: number | undefined
}

export interface PlanItem {
  readonly content: string
  readonly status: PlanEntryStatus
}

export type FileStep = ReadStep | WriteStep | EditStep | DeleteStep | MoveStep

export interface ReadStep {
  readonly kind: 'read'
  readonly path: string
}

export interface WriteStep {
  readonly kind: 'write'
  readonly path: string
  readonly content: string
}

export interface EditStep {
  readonly kind: 'edit'
  readonly path: string
  readonly find: string
  readonly replace: string
}

export interface DeleteStep {
  readonly kind: 'delete'
  readonly path: string
}

export interface MoveStep {
  readonly kind: 'move'
  readonly from: string
  readonly to: string
}

export interface RunStep {
  readonly kind: 'run'
  readonly command: string
  readonly timeoutMs: number | undefined
  readonly expect: 'ok' | 'fail' | 'any'
}

export interface AskStep {
  readonly kind: 'ask'
  readonly title: string
  readonly toolKind: ToolKind
  readonly command: string | undefined
  readonly path: string | undefined
  readonly granted: readonly Step[]
  readonly otherwise: readonly Step[]
}

export interface McpStep {
  readonly kind: 'mcp'
  readonly server: string
  readonly tool: string
  readonly args: JsonObject
  readonly save: string | undefined
  /** `any`: an error of the tool counts as an answer. `none`: it is a tool failure. */
  readonly error: 'any' | 'none'
}

export interface UsageStep {
  readonly kind: 'usage'
  readonly used: number
  readonly size: number
  readonly cost: { readonly amount: number; readonly currency: string } | undefined
}

export interface RepeatStep {
  readonly kind: 'repeat'
  readonly times: number
  readonly everyMs: number
  readonly steps: readonly Step[]
}

export interface IfStep {
  readonly kind: 'if'
  readonly file: string
  readonly exists: boolean
  readonly steps: readonly Step[]
  readonly otherwise: readonly Step[]
}

export type FailureClass = 'rateLimit' | 'auth' | 'overloaded' | 'contextOverflow' | 'refusal'

export interface FailStep {
  readonly kind: 'fail'
  readonly class: FailureClass
  readonly message: string
  readonly retryAfterMs: number | undefined
}

/** Steps by turn number, or `*` for every later turn that has none of its own. */
export type LaterTurns = Readonly<Record<string, readonly Step[]>>
