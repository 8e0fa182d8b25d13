import { failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { ForgeFailure, ForgeRepository } from '../../ports/forge.ts'

/** A server other than github.com is known by its name, or by what the host's environment says. */
export function repositoryOf(remote: string, knownHost: string | undefined): ForgeRepository | null {
  const found =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/([^/]+)\/([^/]+?)(?:\.git)?\/?$/i.exec(remote) ??
    /^(?:[^@/:]+@)?([^/:]+):(?!\/\/)\/?([^/]+)\/([^/]+?)(?:\.git)?\/?$/.exec(remote)
  const [, written, owner, name] = found ?? []
  if (written === undefined || owner === undefined || name === undefined) return null
  const host = written.toLowerCase().replace(/^ssh\.(?=github\.com$)/, '')
  const known = /^github\.(?!com\.)/.test(host) || host.endsWith('.ghe.com') || host === knownHost
  return known && isName(owner) && isName(name) ? { host, repository: `${owner}/${name}` } : null
}

/** Parts of an address that reaches the server; anything else could name another one. */
export function isName(part: string): boolean {
  return /^[\w.-]{1,100}$/.test(part) && !/^\.+$/.test(part)
}

/** Where the interface for programs is. `override` is for tests: loopback, or https. */
export function apiBase(host: string, override: string | undefined): Result<string, ForgeFailure> {
  if (override !== undefined) return checked(override)
  if (host === 'github.com') return ok('https://api.github.com')
  if (!/^[a-z0-9.-]+$/.test(host)) return err(unusable(host))
  return ok(host.endsWith('.ghe.com') ? `https://api.${host}` : `https://${host}/api/v3`)
}

export function isLoopback(address: string): boolean {
  const host = URL.parse(address)?.hostname
  return host === '127.0.0.1' || host === '[::1]' || host === 'localhost'
}

function checked(override: string): Result<string, ForgeFailure> {
  const url = URL.parse(override)
  const allowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(override))
  return url !== null && allowed
    ? ok(url.href.replace(/\/$/, ''))
    : err(unusable('The address in SWITCHYARD_GITHUB_API'))
}

function unusable(what: string): ForgeFailure {
  return failure(
    'forge-refused',
    `${what} is no address of a server that may be asked. Nothing was sent.`,
    'Name a server on this machine, or one with https.',
  )
}
