import type { RequestPermissionRequest, RequestPermissionResponse } from '@agentclientprotocol/sdk'
import type { JsonObject, JsonValue } from '../../../../shared/kernel/json.ts'
import type { AgentUpdate } from '../../../../shared/transcript/update.ts'
import type { SessionSink } from '../../../ports/agent.ts'
import { convertUpdate, replayedUpdate } from './convert-update.ts'
import { permissionAsk } from './permission-ask.ts'
import { PermissionDesk } from './permission-desk.ts'
import { asObject } from './raw.ts'
import { ToolMemory } from './tool-memory.ts'

const GARBAGE_SHOWN = 500

/** Facts that hold now even while the conversation is replayed. */
const CURRENT_FACTS: ReadonlySet<AgentUpdate['kind']> = new Set<AgentUpdate['kind']>(['mode', 'usage', 'session'])

/** What one session says, from raw protocol to sink. */
export class Conversation {
  readonly permissions: PermissionDesk
  readonly #sink: SessionSink
  readonly #tools = new ToolMemory()
  /** Null until the agent named the session. */
  session: string | null = null
  /** True while the agent repeats the earlier conversation. */
  replaying = false
  /** Hears what the agent says about the session itself, such as options that changed. */
  onSessionFacts: (facts: JsonObject) => void = () => undefined
  #garbageLines = 0

  constructor(sink: SessionSink) {
    this.#sink = sink
    this.permissions = new PermissionDesk((ask, withdrawn) => sink.permission(ask, withdrawn))
  }

  /** The params of a `session/update`. */
  update(params: unknown): void {
    const envelope = asObject(params)
    if (envelope === null || (this.session !== null && envelope.sessionId !== this.session)) {
      this.#sink.update({ kind: 'unknown', update: (params ?? null) as JsonValue })
      return
    }
    const update = convertUpdate(envelope.update ?? null)
    if (update.kind === 'session') this.onSessionFacts(update.facts)
    if (this.replaying && !CURRENT_FACTS.has(update.kind)) this.#sink.update(replayedUpdate(envelope.update))
    else this.#sink.update(update.kind === 'tool' ? this.#tools.remember(update, envelope.update) : update)
  }

  /** Whether more can be taken in; see `SessionSink.room`. */
  room(): Promise<void> | null {
    return this.#sink.room?.() ?? null
  }

  garbage(line: string): void {
    this.#garbageLines += 1
    this.#sink.update({ kind: 'unknown', update: { garbage: line.slice(0, GARBAGE_SHOWN), count: this.#garbageLines } })
  }

  permission(request: RequestPermissionRequest, withdrawn: AbortSignal): Promise<RequestPermissionResponse> {
    return this.permissions.answer(permissionAsk(request, this.#tools), withdrawn)
  }
}
