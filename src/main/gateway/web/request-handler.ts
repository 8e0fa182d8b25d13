import type { IncomingMessage, ServerResponse } from 'node:http'
import { failure } from '../../../shared/kernel/failure.ts'
import type { Access } from './access.ts'
import { answer, answerJson } from './answer.ts'
import { isOwnHost, isOwnOrigin } from './own-address.ts'
import { readStaticFile } from './static-files.ts'
import { type HookDoor, hooksPath } from './take-hook.ts'

const bodyLimit = 4096

export interface WebContext {
  readonly access: Access
  /** Folder of the built page, null where there is none. */
  readonly page: string | null
  readonly hooks: HookDoor
  readonly bound: () => { readonly host: string; readonly port: number }
  readonly problem: (message: string, error: unknown) => void
}

/** Answers everything but WebSockets: the page's files and the exchange of a code for a session. */
export function requestHandler(context: WebContext) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    handle(context, request, response).catch((error: unknown) => {
      context.problem('a web request broke', error)
      if (response.headersSent) response.destroy()
      else answerJson(response, 500, broken)
    })
  }
}

async function handle(context: WebContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { host, origin } = request.headers
  if (!isOwnHost(host, context.bound()) || !isOwnOrigin(origin, host ?? '')) {
    answerJson(response, 403, foreign)
    return
  }
  const path = (request.url ?? '').split('?', 1)[0] ?? ''
  if (path === '/session') await exchange(context, request, response)
  else if (path.startsWith(hooksPath)) await context.hooks.take(request, response)
  else if (request.method === 'GET' || request.method === 'HEAD') await sendFile(context, path, response)
  else answerJson(response, 405, notAllowed)
}

async function exchange({ access }: WebContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    answerJson(response, 405, notAllowed)
    return
  }
  if (access.blocked) {
    answerJson(response, 429, tooMany)
    return
  }
  const code = codeIn(await readBody(request))
  const token = code === null ? null : access.redeem(code)
  if (token === null) answerJson(response, 401, wrongCode)
  else answerJson(response, 200, { token })
}

async function sendFile({ page }: WebContext, path: string, response: ServerResponse): Promise<void> {
  const file = page === null ? null : await readStaticFile(page, path)
  if (file === null) answerJson(response, 404, path === '/' ? notBuilt : notFound)
  else answer(response, 200, file)
}

/** The body's text, or null for one that is longer than any that we expect. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk)
    if (text.length > bodyLimit) return null
  }
  return text
}

function codeIn(body: string | null): string | null {
  try {
    const parsed: unknown = JSON.parse(body ?? '')
    const code = typeof parsed === 'object' && parsed !== null && 'code' in parsed ? parsed.code : null
    return typeof code === 'string' ? code : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const foreign = failure(
  'foreign-request',
  'This address or page is not one of this host. Nothing was done.',
  'Open the address that `switchyard serve` printed.',
)
const notAllowed = failure('method-not-allowed', 'There is nothing of the kind here.', 'Open the page at /.')
const notFound = failure('not-found', 'There is no such file.', 'Open the page at /.')
const notBuilt = failure('page-missing', 'The page is not part of this installation.', 'Run npm run build.')
const tooMany = failure('too-many-attempts', 'Too many attempts failed just now.', 'Wait a second, then try again.')
const wrongCode = failure(
  'code-invalid',
  'This link was used already or is not from this host.',
  'Start `switchyard serve` again, or open the newest address it printed.',
)
const broken = failure('host-error', 'The host failed on this request.', 'Try again; see the output of the host.')
