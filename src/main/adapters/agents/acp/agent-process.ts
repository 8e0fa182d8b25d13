import { type ClientConnection, type ClientContext, client, methods, RequestError } from '@agentclientprotocol/sdk'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { AgentFailure, SessionRequest } from '../../../ports/agent.ts'
import type { ManagedProcess } from '../../../ports/process.ts'
import type { AgentEnd } from './agent-end.ts'
import type { Conversation } from './conversation.ts'
import { buildEnvironment, secretEnvironment } from './environment.ts'
import { spawnFailed } from './failures.ts'
import { Journal } from './journal.ts'
import type { AcpDriverOptions } from './options.ts'
import { createRedaction } from './redaction.ts'
import type { Reply } from './reply.ts'
import { StderrTail } from './stderr-tail.ts'
import { Wire } from './wire.ts'
import { settledWithin } from './within.ts'

const NICENESS = 5
const STDERR_KEPT = 4 * 1024
const DRAIN_MS = 1000
const TERMINATE_GRACE_MS = 3000
const ORPHAN_GRACE_MS = 100

/** One agent's process with its protocol connection, from spawn to the last line it wrote. */
export class AgentProcess {
  readonly process: ManagedProcess
  /** Settles once, when the process is gone and everything it said was reported. Never rejects. */
  readonly ended: Promise<AgentEnd>
  readonly #options: AcpDriverOptions
  readonly #connection: ClientConnection
  readonly #wire: Wire
  readonly #stderr = new StderrTail(STDERR_KEPT)
  readonly #promptResult: { value: unknown } = { value: undefined }

  private constructor(options: AcpDriverOptions, process: ManagedProcess, parts: AgentParts) {
    const { conversation, journal } = parts
    this.#options = options
    this.process = process
    this.#wire = new Wire({
      process,
      journal,
      clock: options.clock,
      room: () => conversation.room(),
      events: {
        update: (params) => conversation.update(params),
        garbage: (line) => conversation.garbage(line),
        promptResult: (result) => {
          this.#promptResult.value = result
        },
      },
    })
    process.stderr.on('data', (chunk: Buffer) => this.#stderr.push(chunk))
    process.stderr.on('error', (error) => journal.add('#', `stderr: ${error.message}`))
    this.#connection = client({ name: 'switchyard' })
      .onRequest(methods.client.session.requestPermission, (context) =>
        conversation.permission(context.params, context.signal),
      )
      .connect(this.#wire.stream)
    this.ended = this.#live().finally(() => journal.close())
  }

  static async start(
    options: AcpDriverOptions,
    request: SessionRequest,
    conversation: Conversation,
  ): Promise<Result<AgentProcess, AgentFailure>> {
    const { launch, folder, owner, environment, tools } = request
    const sources = { host: options.hostEnvironment, launch, session: environment }
    const spawned = await options.processes.spawn({
      file: launch.file,
      args: launch.args,
      cwd: folder,
      env: buildEnvironment(sources),
      owner,
      nice: NICENESS,
    })
    if (!spawned.ok) return err(spawnFailed(launch, spawned.error))
    const journal = new Journal({
      folder: options.journalFolder,
      name: owner.replaceAll(/[^\w.-]/g, '_'),
      clock: options.clock,
      redact: createRedaction({
        ...secretEnvironment(sources),
        ...(tools == null ? {} : { SWITCHYARD_TOOLS_TOKEN: tools.token }),
      }),
    })
    return ok(new AgentProcess(options, spawned.value, { conversation, journal }))
  }

  get lastMessageAt(): number {
    return this.#wire.lastMessageAt
  }

  /** The last prompt's result as sent. */
  get promptResult(): unknown {
    return this.#promptResult.value
  }

  /** Sends a request and waits for its answer; never rejects. */
  async ask<T>(send: (agent: ClientContext) => Promise<T>): Promise<Reply<T>> {
    try {
      return { kind: 'answered', value: await send(this.#connection.agent) }
    } catch (error) {
      if (error instanceof RequestError) return { kind: 'refused', error }
      if (this.#connection.signal.aborted) return { kind: 'lost' }
      return {
        kind: 'refused',
        error: RequestError.internalError(undefined, 'the answer does not follow the protocol'),
      }
    }
  }

  /** Ends the process and everything it started. */
  async terminate(): Promise<void> {
    await this.process.terminate(this.#options.terminateGraceMs ?? TERMINATE_GRACE_MS)
  }

  async #live(): Promise<AgentEnd> {
    const { clock } = this.#options
    const { exited } = this.process
    const reading = this.#wire.read()
    const readEnd = await Promise.race([reading, exited.then(() => null)])
    if (readEnd === null) {
      // A descendant may still hold the output open; what it would say is no longer the agent's.
      await settledWithin(reading, clock, DRAIN_MS)
    } else if (readEnd.kind === 'broken' || !(await settledWithin(exited, clock, DRAIN_MS))) {
      // An agent that can't be heard any more must not go on working.
      await this.terminate()
    }
    const status = await exited
    this.#connection.close()
    // Children of an agent that died may work on and edit files; the end is reported when none is left.
    await this.process.terminate(ORPHAN_GRACE_MS)
    return { status, broken: readEnd?.kind === 'broken' ? readEnd.message : null, stderr: this.#stderr.text() }
  }
}

interface AgentParts {
  readonly conversation: Conversation
  readonly journal: Journal
}
