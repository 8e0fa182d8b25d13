import { type } from '@orpc/contract'
import type { Failure } from '../../kernel/failure.ts'
import { procedure } from '../define.ts'

export interface HostInfo {
  /** Of the product. */
  readonly version: string
  readonly contract: number
  /** Names the event log, so that a client knows whether its sequence means anything here. */
  readonly host: string
  readonly pid: number
  readonly dataFolder: string
  /** Why commands are refused, or null while they are not. */
  readonly readOnly: Failure | null
  readonly sequence: number
}

export interface HostCheck {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'failed'
  readonly detail: string
  /** What to do about it; null where nothing is wrong. */
  readonly remedy: string | null
}

export interface HostAgent {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly state:
    | { readonly kind: 'missing'; readonly install: string }
    | { readonly kind: 'ready'; readonly path: string; readonly version: string | null }
}

export const hostChannel = {
  info: procedure.output(type<HostInfo>()),
  doctor: procedure.output(type<readonly HostCheck[]>()),
  agents: procedure.output(type<readonly HostAgent[]>()),
  /** Answers before the host ends. */
  shutdown: procedure.output(type<{ readonly accepted: true }>()),
}
