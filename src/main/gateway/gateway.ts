import { ORPCError } from '@orpc/server'
import type { Engine } from '../engine/engine.ts'
import type { Transcripts } from '../engine/transcripts.ts'
import type { Clock } from '../ports/clock.ts'
import { ClientRegistry } from './client-registry.ts'
import type { HostServices } from './host-services.ts'
import { asRejection } from './invalid-input.ts'
import { defaultLimits, type GatewayLimits } from './limits.ts'
import { automationsProcedures } from './procedures/automations.ts'
import { awayProcedures } from './procedures/away.ts'
import { commandProcedures } from './procedures/commands.ts'
import { historyProcedures } from './procedures/history.ts'
import { hostProcedures } from './procedures/host.ts'
import { implementer } from './procedures/implementer.ts'
import { modelProcedures } from './procedures/model.ts'
import { onboardingProcedures } from './procedures/onboarding.ts'
import { paceOpener } from './procedures/open-pace.ts'
import { peersProcedures } from './procedures/peers.ts'
import { plansProcedures } from './procedures/plans.ts'
import { repositoryProcedures } from './procedures/repository.ts'
import { reviewProcedures } from './procedures/review.ts'
import { settingsProcedures } from './procedures/settings.ts'
import { terminalProcedures } from './procedures/terminal.ts'
import { topologyProcedures } from './procedures/topology.ts'
import { transcriptProcedures } from './procedures/transcript.ts'
import { EventLog } from './streams/event-log.ts'
import type { TerminalServices } from './terminal-services.ts'

export interface GatewayOptions {
  readonly engine: Engine
  readonly transcripts: Pick<Transcripts, 'subscribe'>
  readonly services: HostServices
  readonly terminals: TerminalServices
  readonly clock: Clock
  /** Told of a procedure that broke; the client gets an answer without particulars. */
  readonly problem: (message: string, error: unknown) => void
  readonly limits?: Partial<GatewayLimits>
}

export type Gateway = ReturnType<typeof createGateway>

/** One implementation of the contract, served over any number of transports. Close it after them. */
export function createGateway(options: GatewayOptions) {
  const { engine, transcripts, services, clock, problem } = options
  const limits = { ...defaultLimits, ...options.limits }
  const log = new EventLog({ engine, readEvents: services.readEvents, limits })
  const openPace = paceOpener(clock, limits.bufferedBytes)
  const clients = new ClientRegistry()
  const transcriptSource = {
    subscribe: transcripts.subscribe.bind(transcripts),
    read: services.readTranscript,
    limits,
  }
  const router = implementer.router({
    commands: commandProcedures(engine),
    model: modelProcedures(
      { engine, log, host: services.identity.host, limits, recall: services.recall, recallRun: services.recallRun },
      openPace,
    ),
    transcript: transcriptProcedures(transcriptSource, openPace),
    host: hostProcedures(engine, services),
    review: reviewProcedures(services),
    history: historyProcedures(engine, services),
    repository: repositoryProcedures(services),
    onboarding: onboardingProcedures(services),
    plans: plansProcedures(services),
    away: awayProcedures(services),
    peers: peersProcedures(services),
    topology: topologyProcedures(engine, services),
    automations: automationsProcedures(services),
    terminal: terminalProcedures(options.terminals, openPace),
    settings: settingsProcedures(services, openPace),
  })

  return {
    router,
    clock,
    clients,
    /** For every transport's handler. */
    handlerOptions: {
      clientInterceptors: [
        async <Output>({ next, path }: { next: () => Promise<Output>; path: readonly string[] }): Promise<Output> => {
          try {
            return await next()
          } catch (error) {
            if (!(error instanceof ORPCError)) problem(`procedure ${path.join('.')} broke`, error)
            throw asRejection(error)
          }
        },
      ],
    },
    clientCount: () => clients.count,
    onClientChange: (listener: (count: number) => void) => clients.onChange(listener),
    close: () => log.close(),
  }
}
