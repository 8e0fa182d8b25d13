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
  /** How to stop waiting for a body, of those that are being read: the one that has waited longest first. */
  readonly #reading = new Set<() => void>()

  constructor(hooks: Hooks | null) {
    this.#hooks = hooks
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return answerJson(response, 405, onlyPosts)
    if (this.#under >= mostAtOnce && !this.#makeRoom()) return refuse(response, 429, tooMany)
    this.#under += 1
    try {
      const body = await readBytes(request, this.#reading)
      if (body === 'gone') return
      if (body === 'late') return refuse(response, 408, tooSlow)
      if (body === 'too-long') return refuse(response, 413, tooLarge)
      const path = (request.url ?? '').slice(hooksPath.length)
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
      const taken = await this.#hooks?.take(path, { headers: Object.fromEntries(headers), body })
      if (taken == null || taken.status === 401) answerJson(response, 401, notSigned)
      else answerJson(response, taken.status, taken.facts)
    } finally {
      this.#under -= 1
    }
  }

  /** Strangers who send slowly, or nothing, keep nobody out: who has been waited for longest has had its time. */
  #makeRoom(): boolean {
    const [giveUp] = this.#reading
    giveUp?.()
    return giveUp !== undefined
  }
}

/** What is still coming is not read. */
function refuse(response: ServerResponse, status: number, why: object): void {
  response.setHeader('Connection', 'close')
  answerJson(response, status, why)
}

/**
 * The whole body; `too-long` as soon as that is known, `late` where it was not waited for, `gone` where its sender
 * went away. While it is being read, how to stop waiting for it stands in `reading`.
 */
function readBytes(request: IncomingMessage, reading: Set<() => void>): Promise<Buffer | 'too-long' | 'late' | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const giveUp = () => over('late')
    const over = (read: Buffer | 'too-long' | 'late' | 'gone') => {
      reading.delete(giveUp)
      resolve(read)
    }
    reading.add(giveUp)
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= bodyLimit) chunks.push(chunk)
      else over('too-long')
    })
    request.on('end', () => over(Buffer.concat(chunks)))
    // Whoever breaks off is no trouble of this host's.
    request.on('error', () => over('gone'))
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
const tooSlow = failure('too-slow', 'What was sent came too slowly. Nothing was done.', 'Send it again, in one piece.')
