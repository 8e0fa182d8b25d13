import { methods } from '@agentclientprotocol/sdk'
import type { PromptBlock } from '../../../../shared/domain/thread/state.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { AgentChoice, AgentFailure, AgentSession, SessionSink, TurnEnd, TurnIntent } from '../../../ports/agent.ts'
import type { ProcessIdentity } from '../../../ports/process.ts'
import { type Choice, type Choices, readChoices } from './choices.ts'
import { agentDied, choiceRefused, describeEnd, unsupportedChoice } from './failures.ts'
import type { Handshake, OpenedSession } from './handshake.ts'
import { nextRound } from './next-round.ts'
import { promptMessage } from './prompt-message.ts'
import type { Reply } from './reply.ts'
import { refusedTurn, stoppedTurn } from './turn-end.ts'
import { settledWithin } from './within.ts'

const CLOSE_MS = 1000

export interface AcpSessionParts extends Handshake {
  readonly opened: OpenedSession
  readonly closable: boolean
  readonly takesImages: boolean
}

/** One open session in a process of its own. */
export class AcpSession implements AgentSession {
  readonly session: string
  readonly process: ProcessIdentity
  readonly resumed: boolean
  readonly #parts: AcpSessionParts
  #choices: Choices
  #turn: Promise<TurnEnd> | null = null
  #closing: Promise<void> | null = null
  #exitReported: Promise<void> = Promise.resolve()

  constructor(parts: AcpSessionParts) {
    this.#parts = parts
    this.session = parts.opened.session
    this.resumed = parts.opened.resumed
    this.process = parts.agent.process.identity
    this.#choices = parts.opened.choices
    parts.conversation.onSessionFacts = (facts) => this.#renew(facts)
  }

  get modes(): readonly AgentChoice[] {
    return this.#choices.mode?.offered ?? []
  }

  get models(): readonly AgentChoice[] {
    return this.#choices.model?.offered ?? []
  }

  /** Tells the sink when the process ends, after the turn that died with it. */
  reportExit(sink: SessionSink): void {
    this.#exitReported = this.#parts.agent.ended.then(async (end) => {
      await this.#turn
      await nextRound()
      const { code, signal } = end.status
      const stderr = end.broken === null ? end.stderr : `${end.broken}\n${end.stderr}`.trim()
      sink.exited({ expected: this.#closing !== null, code, signal, stderr })
    })
  }

  async prompt(blocks: readonly PromptBlock[], turn: TurnIntent): Promise<TurnEnd> {
    if (this.#turn !== null) return refused('A turn is already running in this session; the prompt was not sent.')
    if (!this.#parts.takesImages && blocks.some((block) => block.kind === 'image')) {
      return refused('This agent takes no images; the prompt was not sent.')
    }
    this.#turn = this.#runTurn(blocks, turn)
    try {
      return await this.#turn
    } finally {
      this.#turn = null
    }
  }

  async cancel(): Promise<void> {
    if (this.#turn === null) return
    // When the connection is gone there is nothing left to cancel, and the turn ends by itself.
    const told = this.#parts.agent.ask((context) =>
      context.notify(methods.agent.session.cancel, { sessionId: this.session }),
    )
    this.#parts.conversation.permissions.cancelTurn()
    await told
  }

  setMode(mode: string): Promise<Result<void, AgentFailure>> {
    return this.#choose('mode', mode)
  }

  setModel(model: string): Promise<Result<void, AgentFailure>> {
    return this.#choose('model', model)
  }

  lastMessageAt(): number {
    return this.#parts.agent.lastMessageAt
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const { agent, closable, conversation, options } = this.#parts
    conversation.permissions.cancelTurn()
    if (closable) {
      const closed = agent.ask((context) => context.request(methods.agent.session.close, { sessionId: this.session }))
      await settledWithin(closed, options.clock, CLOSE_MS)
    }
    await agent.terminate()
    await this.#exitReported
  }

  async #runTurn(blocks: readonly PromptBlock[], turn: TurnIntent): Promise<TurnEnd> {
    const { agent, conversation } = this.#parts
    conversation.permissions.startTurn()
    const reply = await agent.ask((context) =>
      context.request(methods.agent.session.prompt, promptMessage(this.session, blocks, turn)),
    )
    conversation.permissions.endTurn()
    return this.#turnEnd(reply)
  }

  async #turnEnd(reply: Reply<unknown>): Promise<TurnEnd> {
    const { agent } = this.#parts
    if (reply.kind === 'lost')
      return { kind: 'died', message: `The agent’s process ended: ${describeEnd(await agent.ended)}` }
    const answer = reply.kind === 'answered' ? reply.value : agent.promptResult
    return stoppedTurn(agent.promptResult ?? answer) ?? refusedTurn(reply)
  }

  async #choose(name: 'mode' | 'model', value: string): Promise<Result<void, AgentFailure>> {
    const { launch } = this.#parts.request
    const choice = this.#choices[name]
    const what = `${name} “${value}”`
    if (choice === null || !choice.offered.some((offered) => offered.id === value)) {
      return err(unsupportedChoice(launch, what, choice?.offered.map((offered) => offered.id) ?? []))
    }
    const reply = await this.#send(choice, value)
    if (reply.kind === 'lost') return err(agentDied(launch, await this.#parts.agent.ended))
    if (reply.kind === 'refused') return err(choiceRefused(launch, what, reply.error))
    this.#renew(reply.value)
    return ok(undefined)
  }

  #send(choice: Choice, value: string): Promise<Reply<unknown>> {
    const { set } = choice
    return this.#parts.agent.ask<unknown>((context) =>
      set.kind === 'mode'
        ? context.request(methods.agent.session.setMode, { sessionId: this.session, modeId: value })
        : context.request(methods.agent.session.setConfigOption, { sessionId: this.session, configId: set.id, value }),
    )
  }

  /** Options named anew replace the old ones, since setting one may change the others. */
  #renew(options: unknown): void {
    const { mode, model } = readChoices(options)
    this.#choices = { mode: mode ?? this.#choices.mode, model: model ?? this.#choices.model }
  }
}

function refused(message: string): TurnEnd {
  return { kind: 'failed', class: 'error', message }
}
