import { StringDecoder } from 'node:string_decoder'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { PtyEnd, PtyFailure, PtyRequest } from '../../ports/pty.ts'

/** The host's side of one terminal: what it printed as text, and how it went. */
export class Guest {
  /** Settles when the program runs, or could not be started. */
  readonly opened: Promise<Result<void, PtyFailure>>
  /** Settles when the program has ended, or never ran. */
  readonly ended: Promise<void>
  readonly #decoder = new StringDecoder('utf8')
  readonly #request: PtyRequest
  readonly #settleOpened: (result: Result<void, PtyFailure>) => void
  readonly #settleEnded: () => void
  #state: 'opening' | 'running' | 'over' = 'opening'

  constructor(request: PtyRequest) {
    const opened = Promise.withResolvers<Result<void, PtyFailure>>()
    const ended = Promise.withResolvers<void>()
    this.#request = request
    this.opened = opened.promise
    this.ended = ended.promise
    this.#settleOpened = opened.resolve
    this.#settleEnded = ended.resolve
  }

  run(): void {
    this.#state = 'running'
    this.#settleOpened(ok(undefined))
  }

  refuse(failure: PtyFailure): void {
    this.#state = 'over'
    this.#settleOpened(err(failure))
    this.#settleEnded()
  }

  output(bytes: Buffer): void {
    const text = this.#decoder.write(bytes)
    if (text !== '') this.#request.onOutput(text)
  }

  end(end: PtyEnd): void {
    if (this.#state !== 'running') return
    this.#state = 'over'
    const rest = this.#decoder.end()
    if (rest !== '') this.#request.onOutput(rest)
    this.#request.onEnd(end)
    this.#settleEnded()
  }

  /** With the program that kept it. */
  lose(failure: PtyFailure): void {
    if (this.#state === 'opening') this.refuse(failure)
    else this.end({ code: null, signal: null })
  }
}
