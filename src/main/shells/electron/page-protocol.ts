import { protocol } from 'electron'
import { securityHeaders } from '../../gateway/web/security-headers.ts'
import { readStaticFile } from '../../gateway/web/static-files.ts'
import { isOwnAddress, pageScheme } from './page-address.ts'

/** Before the app is ready: makes the page's scheme one with origins, and with what only safe origins may use. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Once the app is ready: serves the built page from `folder`, and nothing beside it. */
export function servePage(folder: string): void {
  protocol.handle(pageScheme, (request) => answerPage(folder, request))
}

/** With the same headers as the loopback server's; what is no file of the page is not there. */
export async function answerPage(folder: string, request: Pick<Request, 'method' | 'url'>): Promise<Response> {
  if (request.method !== 'GET' || !isOwnAddress(request.url)) return refused(405)
  const file = await readStaticFile(folder, new URL(request.url).pathname)
  if (file === null) return refused(404)
  const headers = { ...securityHeaders, 'Content-Type': file.type, 'Cache-Control': 'no-cache' }
  return new Response(new Uint8Array(file.body), { headers })
}

function refused(status: number): Response {
  return new Response(null, { status, headers: securityHeaders })
}
