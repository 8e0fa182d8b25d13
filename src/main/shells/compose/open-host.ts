import type { Failure } from '../../../shared/kernel/failure.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import type { Engine } from '../../engine/engine.ts'
import { createGateway, type Gateway } from '../../gateway/gateway.ts'
import { serveWebSocket, type WebServer } from '../../gateway/serve-web-socket.ts'
import type { HostLock } from '../../ports/host-lock.ts'
import { Terminals } from '../../terminals/terminals.ts'
import { Histories } from '../../topology/histories.ts'
import { type Adapters, openAdapters } from './adapters.ts'
import { openAutomations } from './automations.ts'
import { beginWork, type Core, openCore } from './core.ts'
import { hostLocks } from './host-locks.ts'
import type { HostOptions } from './host-options.ts'
import { hostToken } from './host-token.ts'
import { logName } from './identity.ts'
import { programs } from './programs.ts'
import { hostServices } from './services.ts'
import { version } from './version.ts'

export interface Host {
  readonly engine: Engine
  readonly gateway: Gateway
  readonly server: WebServer
  readonly token: string
  /** Resolves when a client asked the host to end. */
  readonly asked: Promise<void>
  close(): Promise<void>
}

/**
 * Starts a host in phases, each of which needs the ones before: the folder's lock, the machine, the
 * store, the doors, and at last the work. A phase that fails closes what was opened.
 */
export async function openHost(options: HostOptions): Promise<Result<Host, Failure>> {
  const scope = new Scope()
  const opened = await open(options, scope)
  if (!opened.ok) await closeAll(scope, options)
  return opened
}

async function open(options: HostOptions, scope: Scope): Promise<Result<Host, Failure>> {
  const acquired = await hostLocks().acquire(options.dataFolder)
  if (!acquired.ok) return acquired
  const lock = scope.own(acquired.value, (held) => held.release())
  const [adapters, core, token] = await Promise.all([
    openAdapters(options, scope),
    openCore(options, systemClock, scope),
    hostToken(options.dataFolder),
  ])
  if (!core.ok) return core
  return openDoors({ options, adapters, lock, core: core.value, token }, scope)
}

interface Phases {
  readonly options: HostOptions
  readonly adapters: Adapters
  readonly lock: HostLock
  readonly core: Core
  readonly token: string
}

async function openDoors(phases: Phases, scope: Scope): Promise<Result<Host, Failure>> {
  const { adapters, core, lock, options, token } = phases
  const { dataFolder, problem } = options
  const { engine, memory, store, transcripts } = core
  const asked = Promise.withResolvers<void>()
  const name = await logName(dataFolder, engine, adapters.ids)
  const histories = scope.own(new Histories({ git: adapters.git, store, problem }), (opened) => opened.close())
  const automations = openAutomations({
    adapters,
    core,
    dataFolder,
    environment: options.environment,
    host: name,
    problem,
  })
  const services = hostServices({
    automations: automations.services,
    identity: { version, host: name, pid: process.pid, dataFolder },
    adapters,
    store,
    memory,
    histories,
    model: () => engine.model,
    readOnly: () => engine.readOnly,
    shutdown: asked.resolve,
  })
  const { clock, ptys, shell } = adapters
  const terminals = new Terminals({ ptys, shell, model: () => engine.model })
  const gateway = scope.own(createGateway({ engine, transcripts, services, terminals, clock, problem }), (opened) =>
    opened.close(),
  )
  const { host, port } = options
  const { webhooks: hooks } = automations
  const web = { host, port, hostToken: token, page: programs.renderer, hooks, problem }
  const served = await serveWebSocket(gateway, web)
  if (!served.ok) return served
  const server = scope.own(served.value, (opened) => opened.close())
  const begun = await beginWork(
    {
      options,
      adapters,
      core,
      terminals,
      further: automations.capabilities,
      histories,
      away: () => gateway.clientCount() === 0,
    },
    scope,
  )
  if (!begun.ok) return begun
  // Files of many projects take a while to be read: whoever looks at the board doesn't wait for it.
  void automations.begin(scope).catch((error: unknown) => problem('automations could not begin', error))
  const published = await lock.publish({ url: server.address, token })
  if (!published.ok) return published
  begun.value()
  return ok({ engine, gateway, server, token, asked: asked.promise, close: () => closeAll(scope, options) })
}

async function closeAll(scope: Scope, options: HostOptions): Promise<void> {
  for (const error of await scope.close()) options.problem('something did not close', error)
}
