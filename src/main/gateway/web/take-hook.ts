import type { IncomingMessage, ServerResponse } from 'node:http'
import { failure } from '../../../shared/kernel/failure.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { answerJson } from './answer.ts'

/** Whoever takes in what other programs send, each under a path of its own. */
export interface Hooks {
  /** Null where nobody takes anything in under that path. Header names are in lower case. */
  take(path: string, request: HookRequest): Promise<{ readonly status: number; readonly facts: JsonObject }> | null
}

interface HookRequest {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

export const hooksPath = '/hooks/'
const bodyLimit = 256_000
/** Bodies that are read or looked at side by side. */
const mostAtOnce = 16

/**
 * Hands a signed request to whoever takes it in. Where nobody does, the answer is that of a wrong signature, so that
 * nobody learns which paths there are.
 */
export class HookDoor {
  readonly #hooks: Hooks | null
  #under = 0

  constructor(hooks: Hooks | null) {
    this.#hooks = hooks
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return answerJson(response, 405, onlyPosts)
    if (this.#under >= mostAtOnce) return refuse(response, 429, tooMany)
    this.#under += 1
    try {
      const body = await readBytes(request)
      if (body === null) return refuse(response, 413, tooLarge)
      const path = (request.url ?? '').slice(hooksPath.length)
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
      const taken = await this.#hooks?.take(path, { headers: Object.fromEntries(headers), body })
      if (taken == null || taken.status === 401) answerJson(response, 401, notSigned)
      else answerJson(response, taken.status, taken.facts)
    } finally {
      this.#under -= 1
    }
  }
}

/** What is still coming is not read. */
function refuse(response: ServerResponse, status: number, why: object): void {
  response.setHeader('Connection', 'close')
  answerJson(response, status, why)
}

/** Null for a body that is longer than any that is taken in, as soon as that is known. */
function readBytes(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= bodyLimit) chunks.push(chunk)
      else resolve(null)
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', reject)
  })
}

const onlyPosts = failure('method-not-allowed', 'Only POST is taken in here.', 'Send the event with POST.')
const notSigned = failure(
  'not-signed',
  'The signature, its time or this address is wrong. Nothing was done.',
  'Compare the address and the secret with those of the automation, and the clock with that of its host.',
)
const tooLarge = failure('too-large', `More than ${bodyLimit / 1000} kB are not taken in.`, 'Send less.')
const tooMany = failure('too-many-requests', 'Too much comes in at once just now.', 'Send it again in a minute.')
