import type { WebhookAnswer, WebhookRequest, Webhooks } from './services.ts'

type Take = (request: WebhookRequest) => Promise<WebhookAnswer>

/** Where webhooks of all automations come in. The host's server hands over what was sent to `/hooks/<path>`. */
export class WebhookDesk implements Webhooks {
  readonly #takers = new Map<string, Take>()

  register(path: string, take: Take): () => void {
    this.#takers.set(path, take)
    return () => {
      if (this.#takers.get(path) === take) this.#takers.delete(path)
    }
  }

  /** Null where nobody takes anything in under that path. */
  take(path: string, request: WebhookRequest): Promise<WebhookAnswer> | null {
    return this.#takers.get(path)?.(request) ?? null
  }
}
