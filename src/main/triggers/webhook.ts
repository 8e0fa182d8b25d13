import { createHash } from 'node:crypto'
import { z } from 'zod'
import { automationLimits } from '../../shared/domain/automation/definition.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { AutomationId } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { Trigger, TriggerEvent, TriggerWatch } from '../ports/trigger.ts'
import { readMessage } from './read-message.ts'
import type { TriggerServices, WebhookAnswer, WebhookRequest } from './services.ts'
import { signedMessage } from './signatures.ts'
import { TakenRate } from './taken-rate.ts'

type Services = Pick<TriggerServices, 'clock' | 'environment' | 'firingOf' | 'secrets' | 'webhooks' | 'problem'>

/** Newest messages that are refused by themselves when they come again; older ones have a decision, and get no other. */
const remembered = 300
/** So that a keychain is not asked for every request, in milliseconds. */
const secretGoodMs = 60_000
const shortestSecret = 16

const settings = z.strictObject({
  secret: z
    .string('The name of an environment variable or of an entry of the keychain.')
    .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, 'A name has letters, digits, _, . and -, at most 64.')
    .describe('Environment variable, or entry of the keychain, that holds the secret; never the secret itself'),
  kind: z.enum(['github', 'standard'], 'Write github or standard.').describe('How it is signed'),
})
type Settings = z.output<typeof settings>

const cursorShape = z.object({ recent: z.array(z.string()) })

/** Path below the host's address at which an automation takes in its webhook. Who knows it can't send without the secret. */
export function webhookPath(automation: AutomationId): string {
  return `/hooks/${nameOf(automation)}`
}

function nameOf(automation: AutomationId): string {
  return createHash('sha256').update(`webhook\n${automation}`).digest('hex').slice(0, 32)
}

/** Another program sends an event, signed with a secret that both know. */
export function webhookTrigger(services: Services): Trigger<Settings> {
  return {
    kind: 'webhook',
    title: 'Webhook',
    outside: true,
    settings,
    fields: [{ name: 'body', kind: 'text', words: 'What was sent, by the names in it', example: { action: 'opened' } }],
    words: ({ kind, secret }) =>
      `A ${kind === 'github' ? 'GitHub' : 'standard'} webhook, signed with ${secret}, where this host can be reached`,
    address: webhookPath,
    begin(of, watch, scope) {
      const incoming = new Incoming(services, of, watch)
      const take = (request: WebhookRequest) => incoming.take(request)
      scope.own(services.webhooks.register(nameOf(watch.automation.id), take), (stop) => stop())
      incoming.check().catch((error: unknown) => services.problem('the secret of a webhook could not be read', error))
    },
  }
}

const unsigned: WebhookAnswer = { status: 401, facts: {} }

class Incoming {
  readonly #services: Services
  readonly #settings: Settings
  readonly #watch: TriggerWatch
  readonly #rate: TakenRate
  #recent: readonly string[]
  #secret: { readonly value: Promise<string | null>; readonly readAt: number } | null = null
  /** One after the other, so that two that are the same are not both new. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(services: Services, of: Settings, watch: TriggerWatch) {
    this.#services = services
    this.#settings = of
    this.#watch = watch
    this.#rate = new TakenRate(services.clock)
    const stored = cursorShape.safeParse(watch.cursor)
    this.#recent = stored.success ? stored.data.recent : []
  }

  /** Says now, and not at the first request, that no secret is there. */
  async check(): Promise<void> {
    await this.#readSecret()
  }

  async take(request: WebhookRequest): Promise<WebhookAnswer> {
    const secret = await this.#readSecret()
    const message = secret === null ? null : await signedMessage(this.#settings.kind, secret, request)
    // Looked at before: strangers who send too much must not keep out who knows the secret.
    if (message === null) return this.#rate.fail() ? unsigned : { status: 429, facts: tooOften }
    if (!this.#rate.take()) return { status: 429, facts: tooOften }
    const body = readMessage(request.body)
    if (body === null) return { status: 400, facts: noObject }
    const answered = this.#last.then(() => this.#tell(message, body))
    this.#last = answered.catch(() => undefined)
    return answered
  }

  async #tell(message: string, body: JsonObject): Promise<WebhookAnswer> {
    const { automation } = this.#watch
    const id = createHash('sha256').update(message).digest('base64url').slice(0, 22)
    if (this.#recent.includes(id)) return { status: 409, facts: known }
    const event: TriggerEvent = {
      id: `webhook:${id}`,
      source: { words: 'a webhook', link: null, outside: true, reply: null },
      subject: null,
      fields: { body },
    }
    if (JSON.stringify(event.fields).length > automationLimits.event) return { status: 413, facts: tooLarge }
    const recent = [...this.#recent, id].slice(-remembered)
    const told = await this.#watch.deliver([event], { recent })
    if (!told.ok) return { status: 503, facts: notStored }
    this.#recent = recent
    return { status: 202, facts: { firings: [this.#services.firingOf(automation.id, event.id)] } }
  }

  /** However many ask at once, it is read once. */
  #readSecret(): Promise<string | null> {
    const now = this.#services.clock.monotonic()
    if (this.#secret !== null && now - this.#secret.readAt < secretGoodMs) return this.#secret.value
    const value = this.#freshSecret()
    this.#secret = { value, readAt: now }
    return value
  }

  async #freshSecret(): Promise<string | null> {
    const { clock, environment, secrets } = this.#services
    const { secret: name } = this.#settings
    const named = environment[name]
    const read = named === undefined ? await secrets.read(name) : { ok: true as const, value: named }
    const value = read.ok && (read.value?.length ?? 0) >= shortestSecret ? read.value : null
    const trouble = value === null ? troubleOf(name, read.ok ? read.value : null) : null
    this.#watch.health(trouble === null ? null : { failure: trouble, retryAt: clock.now() + secretGoodMs })
    return value
  }
}

function troubleOf(name: string, found: string | null): Failure {
  const why =
    found === null || found === ''
      ? `There is no secret ${name} in the environment of the host or in the keychain.`
      : `The secret ${name} has fewer than ${shortestSecret} characters.`
  return failure('webhook-secret', `${why} No webhook is taken in.`, {
    remedy: `Keep one of ${shortestSecret} characters or more with "switchyard secret set ${name}", or start the host with it.`,
    facts: { name },
  })
}

const told = (code: string, message: string, remedy: string): JsonObject => ({ ...failure(code, message, remedy) })
const tooOften = told('too-many-requests', 'Too much was sent just now.', 'Send it again in a minute.')
const noObject = told('no-object', 'What was sent is no JSON object. Nothing was done.', 'Send an object as JSON.')
const known = told('sent-before', 'This was sent before. Nothing was done.', 'Nothing is to be done.')
const tooLarge = told('too-large', 'What was sent is too large. Nothing was done.', 'Send less.')
const notStored = told('not-stored', 'The host could not store it. Nothing was done.', 'Send it again later.')
