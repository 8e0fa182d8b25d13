import { createHmac } from 'node:crypto'
import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { webhookPath } from '../../../src/main/triggers/webhook.ts'
import { automations, eventsOf, type Flood, fieldsOf, idOf, secret } from './flood.ts'

/** Where the events go; another one once its host was started again. */
export interface Target {
  url: string
}

export interface Sent {
  /** Firings that the host said an event had, in no order. */
  readonly firings: readonly string[]
  /** Answers that asked for another try, or that never came. */
  readonly again: number
}

/** Less than the host takes in side by side. */
const atOnce = 12
const retryMs = 200

/** Posts every event when it is due, and again until it is taken in, as who sends webhooks does. */
export async function sendWebhooks(flood: Flood, target: Target): Promise<Sent> {
  const sender = new Sender(target)
  const begun = performance.now()
  const pending: Promise<void>[] = []
  for (let event = 0; event < eventsOf(flood); event += 1) {
    for (let automation = 0; automation < automations; automation += 1) {
      const due = ((event * automations + automation) / flood.events) * flood.ms
      const early = due - (performance.now() - begun)
      if (early > 1) await pause(early)
      pending.push(sender.send(automation, event))
    }
  }
  await Promise.all(pending)
  sender.close()
  return sender
}

class Sender {
  readonly firings: string[] = []
  again = 0
  readonly #target: Target
  readonly #agent = new Agent({ keepAlive: true, maxSockets: atOnce })

  constructor(target: Target) {
    this.#target = target
  }

  async send(automation: number, event: number): Promise<void> {
    const body = JSON.stringify(fieldsOf(automation, event))
    const signature = `sha256=${createHmac('sha256', secret.value).update(body).digest('hex')}`
    const path = webhookPath(idOf(automation))
    for (;;) {
      const answer = await this.#post(path, { body, signature })
      if (answer?.status === 202) {
        this.firings.push(...answer.firings)
        return
      }
      // Taken in before, with an answer that was lost with its host.
      if (answer?.status === 409) return
      if (answer !== null && answer.status !== 429 && answer.status !== 503) throw new Error(`${answer.status}`)
      this.again += 1
      await pause(retryMs)
    }
  }

  close(): void {
    this.#agent.destroy()
  }

  /** Null where no answer came. */
  #post(path: string, { body, signature }: { readonly body: string; readonly signature: string }) {
    return new Promise<{ readonly status: number; readonly firings: readonly string[] } | null>((resolve) => {
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
      const options = { agent: this.#agent, method: 'POST', headers }
      const posted = request(`${this.#target.url}${path}`, options, (response) => {
        readText(response).then(
          (text) => resolve({ status: response.statusCode ?? 0, firings: JSON.parse(text).firings ?? [] }),
          () => resolve(null),
        )
      })
      posted.on('error', () => resolve(null))
      posted.end(body)
    })
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}
