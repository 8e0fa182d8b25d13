import { isIP, isIPv4 } from 'node:net'

/** True for names and addresses that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}

function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

/** Host and port as in an address; one bound to every address is reached over loopback. */
export function authority(host: string, port: number): string {
  const reached = isEveryAddress(host) ? '127.0.0.1' : host
  return reached.includes(':') ? `[${reached}]:${port}` : `${reached}:${port}`
}

/**
 * Whether a request's Host header names this server. A page of another site that points its own
 * name at this machine (DNS rebinding) sends its name, and numbers can't be rebound.
 */
export function isOwnHost(header: string | undefined, bound: { readonly host: string; readonly port: number }) {
  const match = /^(\[[0-9a-f:.]+\]|[^:]+)(?::(\d+))?$/i.exec(header ?? '')
  if (match === null || Number(match[2] ?? 80) !== bound.port) return false
  const name = (match[1] ?? '').toLowerCase().replace(/^\[|\]$/g, '')
  if (isLoopback(name) || name === bound.host.toLowerCase()) return true
  return isEveryAddress(bound.host) && isIP(name) !== 0
}

/** Programs send no Origin; a page must be one of ours, from the very address it talks to. */
export function isOwnOrigin(origin: string | undefined, hostHeader: string): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${hostHeader.toLowerCase()}`
}
