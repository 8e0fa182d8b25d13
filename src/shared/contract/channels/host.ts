import { type } from '@orpc/contract'
import { z } from 'zod'
import type { ModelPrice, PriceTable } from '../../domain/run/prices.ts'
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

export interface NamedChoice {
  readonly id: string
  readonly name: string
}

export interface HostAgent {
  readonly id: string
  readonly name: string
  readonly description: string
  /** Custom ones are the person's own, from the settings; they are dispatched to by id like any other. */
  readonly origin: 'catalogue' | 'custom'
  /** The command line of a custom one, else null. */
  readonly command: string | null
  /** What its last session offered; null until one was opened. */
  readonly choices: { readonly modes: readonly NamedChoice[]; readonly models: readonly NamedChoice[] } | null
  /** Needed where the last session could not be opened for want of it; nothing else says that one is signed in. */
  readonly signIn: 'unknown' | 'needed'
  /** Whether a conversation can be taken up again once its process has ended. */
  readonly resumable: boolean
  /** What a dispatch gets that names none; null leaves it to the agent. */
  readonly mode: string | null
  readonly model: string | null
  /** Whose models it asks; null where that isn't known. */
  readonly provider: string | null
  /** It asks no model: it costs nothing and needs no network. */
  readonly offline: boolean
  /** Of the model above; null where that or its price isn't known, so that only tokens can be told. */
  readonly price: (ModelPrice & Pick<PriceTable, 'asOf'>) | null
  readonly state: /** `install`: the command that installs it; for a custom one a sentence that says what to do. */
    | { readonly kind: 'missing'; readonly install: string }
    | { readonly kind: 'ready'; readonly path: string; readonly version: string | null }
}

export const hostChannel = {
  info: procedure.output(type<HostInfo>()),
  doctor: procedure.output(type<readonly HostCheck[]>()),
  /** `refresh` asks programs for their versions again. What was installed meanwhile is noticed anyway. */
  agents: procedure
    .input(z.object({ refresh: z.exactOptional(z.boolean()) }).optional())
    .output(type<readonly HostAgent[]>()),
  /** Answers before the host ends. */
  shutdown: procedure.output(type<{ readonly accepted: true }>()),
}
