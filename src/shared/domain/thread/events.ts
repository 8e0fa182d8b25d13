import type { Failure } from '../../kernel/failure.ts'
import type { LandingId, ProjectId, RequestId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type {
  Activity,
  AgentChoice,
  Behind,
  CheckpointFacts,
  ParkReason,
  PermissionRequest,
  PromptRef,
  RestState,
  ThreadRole,
  Usage,
} from './state.ts'

interface On {
  readonly id: ThreadId
}

export type ThreadEvent =
  | (On & {
      readonly type: 'thread.dispatched'
      readonly run: RunId
      readonly task: TaskId
      readonly project: ProjectId
      readonly title: string
      readonly agent: AgentChoice
      readonly base: { readonly ref: string; readonly commit: string | null }
      readonly into: string | null
      readonly prompt: PromptRef
      readonly role?: Exclude<ThreadRole, 'work'>
      readonly about?: ThreadId
      readonly stackedOn?: readonly ThreadId[]
      readonly priority?: number
    })
  | (On & { readonly type: 'thread.prompt-queued'; readonly prompt: PromptRef })
  | (On & { readonly type: 'thread.queued' })
  /** A slot of the pool is held from here to the turn's end. */
  | (On & {
      readonly type: 'thread.slot-granted'
      readonly generation: number
      readonly turn: number
      readonly sends: number
    })
  | (On & { readonly type: 'thread.noticed'; readonly notices: readonly string[] })
  | (On & { readonly type: 'thread.session-opened'; readonly generation: number; readonly session: string })
  | (On & { readonly type: 'thread.session-closed'; readonly generation: number })
  /** The next turn begins a new conversation with the agent, on the same files. */
  | (On & { readonly type: 'thread.session-forgotten' })
  | (On & { readonly type: 'thread.turn-started'; readonly turn: number })
  /** The prompt never reached the agent and goes back to the head of the queue. */
  | (On & { readonly type: 'thread.turn-withdrawn'; readonly reason: ParkReason })
  | (On & { readonly type: 'thread.activity-changed'; readonly activity: Activity })
  | (On & { readonly type: 'thread.usage-reported'; readonly usage: Usage })
  | (On & { readonly type: 'thread.permission-asked'; readonly request: PermissionRequest })
  | (On & {
      readonly type: 'thread.permission-answered'
      readonly request: RequestId
      /** Null where the agent offers no way to say no: the request is then cancelled. */
      readonly option: string | null
      readonly reason: string | null
    })
  | (On & { readonly type: 'thread.permission-expired'; readonly request: RequestId })
  /** `stop` ends the agent's processes too; `interrupt` asks it to end its turn. */
  | (On & {
      readonly type: 'thread.interrupt-requested'
      readonly how: 'interrupt' | 'stop'
      /** What the thread is parked with at the turn's end; absent where a person asked. */
      readonly because?: ParkReason
    })
  /** The running turn ends so that this prompt can run, before those that wait. */
  | (On & { readonly type: 'thread.steered'; readonly prompt: PromptRef })
  /** It waits for another one's landing from here on; a turn that runs is not touched by this. */
  | (On & { readonly type: 'thread.put-behind'; readonly behind: Behind })
  /** It may run again. `base`: what it begins from where it has not begun, else absent. */
  | (On & { readonly type: 'thread.released'; readonly because: string; readonly base?: string })
  /** Everything is frozen, or it was put behind another thread: the turn ends, and its prompt waits. */
  | (On & { readonly type: 'thread.freezing' })
  /** The work is saved and is being checked before it counts as ready. */
  | (On & { readonly type: 'thread.checking' })
  /** Discarded once the running turn has ended and its work is saved. */
  | (On & { readonly type: 'thread.discard-requested' })
  | (On & {
      readonly type: 'thread.turn-ended'
      readonly turn: number
      readonly stopReason: string
      readonly rest: RestState
      /** Set where the prompt stays at the head of the queue, to be sent again by recovery or after a freeze. */
      readonly again?: { readonly sends: number }
    })
  /** The turn went down with its host and goes back to the head of the queue. */
  | (On & { readonly type: 'thread.turn-lost'; readonly turn: number; readonly sends: number })
  | (On & { readonly type: 'thread.checkpointed'; readonly checkpoint: CheckpointFacts })
  /** The agent merged newer commits of the target: the work is compared with the newest of them from here on. */
  | (On & { readonly type: 'thread.base-moved'; readonly base: string })
  /** A person changed a file: what it is to hold, and what it must hold before. */
  | (On & {
      readonly type: 'thread.edited'
      readonly path: string
      readonly blob: string
      readonly replaces: string | null
    })
  /** The file was left as it is; the text is kept. */
  | (On & {
      readonly type: 'thread.edit-refused'
      readonly path: string
      readonly blob: string
      readonly failure: Failure
    })
  | (On & { readonly type: 'thread.readied' })
  | (On & { readonly type: 'thread.parked'; readonly reason: ParkReason })
  | (On & { readonly type: 'thread.landing-started'; readonly landing: LandingId })
  | (On & { readonly type: 'thread.landed'; readonly landing: LandingId; readonly commit: string })
  | (On & {
      readonly type: 'thread.discarded'
      readonly from: RestState
      readonly trash: 'moving' | 'none'
      /** Why the host did, in one sentence; absent where a person asked. */
      readonly because?: string
    })
  | (On & { readonly type: 'thread.trashed' })
  | (On & { readonly type: 'thread.restore-requested' })
  | (On & { readonly type: 'thread.restored'; readonly to: RestState })
  | (On & { readonly type: 'thread.archived' })
