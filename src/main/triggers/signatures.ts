import { verify } from '@octokit/webhooks-methods'
import { Webhook } from 'standardwebhooks'
import type { WebhookRequest } from './services.ts'

export type SignatureKind = 'github' | 'standard'

/** What a sender of that kind calls a message, where it was signed with the secret and its time fits; else null. */
export async function signedMessage(
  kind: SignatureKind,
  secret: string,
  request: WebhookRequest,
): Promise<string | null> {
  return kind === 'github' ? githubMessage(secret, request) : standardMessage(secret, request)
}

/** The delivery's id is not signed: a message is told from another by what it holds, at whatever time it comes again. */
async function githubMessage(secret: string, { body, headers }: WebhookRequest): Promise<string | null> {
  const signature = headers['x-hub-signature-256']
  const text = body.toString('utf8')
  if (signature === undefined || signature === '' || text === '') return null
  return (await verify(secret, text, signature)) ? signature : null
}

/** Its id and time are signed with it; a time more than five minutes off is refused. */
function standardMessage(secret: string, { body, headers }: WebhookRequest): string | null {
  const named = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, headers[name] ?? ''])
  try {
    keyOf(secret).verify(body, Object.fromEntries(named), { jsonParse: false })
    return headers['webhook-id'] ?? null
  } catch (error) {
    // Whatever is wrong with a message of a stranger, there is one answer.
    if (error instanceof Error) return null
    throw error
  }
}

/** Secrets of this standard are base64 behind a prefix; any other text is taken as it is. */
function keyOf(secret: string): Webhook {
  return secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' })
}
