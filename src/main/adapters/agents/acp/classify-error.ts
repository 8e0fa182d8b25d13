import type { TurnEnd } from '../../../ports/agent.ts'
import { asNumber, asObject, type RawObject } from './raw.ts'

type Failed = Extract<TurnEnd, { kind: 'failed' }>
type FailureClass = Failed['class']

export interface ProtocolError {
  readonly code: number
  readonly message: string
  readonly data?: unknown
}

/** JSON-RPC codes with a meaning of their own; some agents use the HTTP status as code. */
const BY_CODE: ReadonlyMap<number, FailureClass> = new Map<number, FailureClass>([[-32000, 'auth']])

const BY_STATUS: ReadonlyMap<number, FailureClass> = new Map<number, FailureClass>([
  [401, 'auth'],
  [429, 'rate-limit'],
  [503, 'overloaded'],
  [529, 'overloaded'],
])

/** Words that agents put into their error data, in the spelling `normalize` gives them. */
const BY_WORD: ReadonlyMap<string, FailureClass> = new Map(
  Object.entries({
    'rate-limit': [
      'ratelimit',
      'ratelimited',
      'ratelimiterror',
      'ratelimitexceeded',
      'usagelimitexceeded',
      'resourceexhausted',
    ],
    auth: ['auth', 'authrequired', 'authenticationfailed', 'authenticationerror', 'unauthorized', 'unauthenticated'],
    overloaded: ['overloaded', 'overloadederror', 'serveroverloaded', 'unavailable'],
    'context-overflow': ['contextoverflow', 'contextwindowexceeded', 'contextlengthexceeded'],
    refusal: ['refusal', 'contentpolicyviolation'],
  } satisfies Record<Exclude<FailureClass, 'error'>, readonly string[]>).flatMap(([name, words]) =>
    words.map((word): [string, FailureClass] => [word, name as FailureClass]),
  ),
)

/** Ends of the names (as `normalize` spells them) of fields that hold such a word, or an HTTP status. */
const WORD_FIELD = /(?:class|kind|type|errorinfo|code|status|reason)$/
const STATUS_FIELD = /(?:code|status)$/
const NESTED_DEPTH = 3

/** Judges a prompt's protocol error by its code and data, never by its text; what isn't known is `error`. */
export function classifyError(error: ProtocolError): Failed {
  const layers = dataLayers(error.data)
  const retryAfterMs = first(layers, retryAfter)
  return {
    kind: 'failed',
    class: first(layers, classOf) ?? BY_CODE.get(error.code) ?? BY_STATUS.get(error.code) ?? 'error',
    message: error.message,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  }
}

/** The data and the objects inside it, outermost first: agents wrap their provider's error. */
function dataLayers(data: unknown, depth = NESTED_DEPTH): readonly RawObject[] {
  const layer = asObject(data)
  if (layer === null) return []
  return depth === 0 ? [layer] : [layer, ...Object.values(layer).flatMap((value) => dataLayers(value, depth - 1))]
}

function first<T>(layers: readonly RawObject[], find: (layer: RawObject) => T | null): T | null {
  for (const layer of layers) {
    const found = find(layer)
    if (found !== null) return found
  }
  return null
}

function classOf(layer: RawObject): FailureClass | null {
  const fields = Object.entries(layer).map(([name, value]) => ({ name: normalize(name), value }))
  for (const { name, value } of fields) {
    const found = typeof value === 'string' && WORD_FIELD.test(name) ? BY_WORD.get(normalize(value)) : undefined
    if (found !== undefined) return found
  }
  for (const { name, value } of fields) {
    const found = typeof value === 'number' && STATUS_FIELD.test(name) ? BY_STATUS.get(value) : undefined
    if (found !== undefined) return found
  }
  return null
}

/** Milliseconds; `retry_after` and `retryAfter` are seconds, as in the HTTP header. */
function retryAfter(layer: RawObject): number | null {
  const milliseconds = asNumber(layer.retryAfterMs) ?? asNumber(layer.retry_after_ms)
  if (milliseconds !== null) return milliseconds >= 0 ? milliseconds : null
  const seconds = asNumber(layer.retry_after) ?? asNumber(layer.retryAfter)
  return seconds !== null && seconds >= 0 ? seconds * 1000 : null
}

function normalize(word: string): string {
  return word.toLowerCase().replace(/[^a-z]/g, '')
}
