import type { ServerResponse } from 'node:http'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { securityHeaders } from './security-headers.ts'

/** Writes a whole answer with the headers that every answer carries. */
export function answer(
  response: ServerResponse,
  status: number,
  content: { readonly body: string | Buffer; readonly type: string; readonly cache: string },
): void {
  const length = Buffer.byteLength(content.body)
  response.writeHead(status, {
    ...securityHeaders,
    'Content-Type': content.type,
    'Content-Length': length,
    'Cache-Control': content.cache,
  })
  response.end(response.req.method === 'HEAD' ? undefined : content.body)
}

export function answerJson(response: ServerResponse, status: number, value: Failure | object): void {
  answer(response, status, {
    body: JSON.stringify(value),
    type: 'application/json; charset=utf-8',
    cache: 'no-store',
  })
}
