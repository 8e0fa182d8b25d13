import { oc, type } from '@orpc/contract'
import { z } from 'zod'

/**
 * What only a desktop window can do; a browser tab has no such thing. Served by the shell over a port of its own.
 * Marked as pure, so that the preload, which needs the messages below, gets nothing else with them.
 */
export const desktopContract = /* @__PURE__ */ (() => ({
  /** The system's own dialog; null when the person chose none. */
  chooseFolder: oc.output(type<string | null>()),
  /** Places in the interface that the shell wants shown: a deep link, a clicked notification, a dropped folder. */
  places: oc.output(type<AsyncIteratorObject<DesktopPlace, void>>()),
  /** How many things wait for the person, for the badge. */
  setAttention: oc.input(z.object({ waiting: z.number().int().min(0).max(100_000) })).output(type<void>()),
}))()

export type DesktopPlace =
  | { readonly kind: 'thread'; readonly thread: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'dispatch' }
  | { readonly kind: 'inbox' }
  | { readonly kind: 'settings' }

/** Posted by the page to its own window when it wants ports to the host; ports it had are closed. */
export const connectMessage = { type: 'switchyard:connect' } as const

/**
 * The answer, posted to the page's window by the preload with the ports of `desktopPorts` transferred in that order.
 * Ports that close at once mean that the host can't be reached now: ask again after a while.
 */
export const portsMessage = { type: 'switchyard:ports' } as const

/**
 * `rpc` for the page itself and `stream` for its worker, both speaking the host's contract; `desktop` speaks
 * `desktopContract`. The page wraps each in `flowingPort`.
 */
export const desktopPorts = ['rpc', 'stream', 'desktop'] as const
