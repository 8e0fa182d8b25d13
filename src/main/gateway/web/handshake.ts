import { contractVersion } from '../../../shared/contract/version.ts'

/** Why a socket was closed, in the range left to applications; clients tell these apart. */
export const closeCodes = { ending: 1001, malformed: 4400, unauthorized: 4401 } as const

const tokenLimit = 1024

/** The token in a socket's first message, or null. */
export function tokenIn(message: string): string | null {
  if (message.length > tokenLimit) return null
  const token = parsed(message)?.token
  return typeof token === 'string' ? token : null
}

/** Answer to a right token; from then on the contract is spoken. */
export const welcome = JSON.stringify({ welcome: true, contract: contractVersion })

/** Whether the protocol may be handed this message: a request, or a word about one that is open. */
export function isProtocolMessage(message: string): boolean {
  const envelope = parsed(message)
  if (typeof envelope?.i !== 'string') return false
  const body = envelope.p
  if (envelope.t === 4) return true
  if (typeof body !== 'object' || body === null) return false
  if (envelope.t === 3) return true
  return 'u' in body && typeof body.u === 'string' && body.u.startsWith('/')
}

function parsed(message: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(message)
    return typeof value === 'object' ? (value as Readonly<Record<string, unknown>> | null) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
