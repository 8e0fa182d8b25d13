import { Replica } from '../../shared/contract/replica.ts'
import { checkContract } from '../../shared/contract/version.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { type Link, openLink } from './open-link.ts'
import { forgetSession, sessionToken } from './session.ts'
import { useHost } from './store.ts'

const firstPauseMs = 250
const longestPauseMs = 5000

const signedOut = failure(
  'signed-out',
  'This tab is not signed in to the host.',
  'Open the address that `switchyard serve` printed last.',
)
const outdated = failure('page-outdated', 'The host is of a newer version than this page.', 'Reload the page.')

/** Keeps the replica up to date for as long as the page lives; goes on where it stopped after every gap. */
export async function stayConnected(): Promise<void> {
  const token = await sessionToken()
  const replica = new Replica()
  let pause = firstPauseMs
  while (token !== null) {
    const link = await openLink(token)
    if (link === 'refused') break
    if (link !== 'unreachable') {
      pause = firstPauseMs
      const ended = await follow(link, replica)
      if (ended) return
    }
    useHost.setState({ api: null, status: { kind: 'offline' } })
    await new Promise((resolve) => setTimeout(resolve, pause))
    pause = Math.min(pause * 2, longestPauseMs)
  }
  forgetSession()
  useHost.setState({ api: null, status: { kind: 'ended', failure: signedOut } })
}

/** Follows the model over one line. True when this page can't go on at all. */
async function follow(link: Link, replica: Replica): Promise<boolean> {
  const spoken = checkContract(link.contract)
  if (!spoken.ok) return end(link, spoken.error)
  try {
    const { readOnly } = await link.api.host.info()
    const ended = await watch(link, replica, readOnly)
    return ended && end(link, outdated)
  } catch {
    // Whatever broke the line, the next one begins where this one ended.
    return false
  } finally {
    link.close()
  }
}

/** True when the host speaks of things that this page doesn't know. */
async function watch(link: Link, replica: Replica, readOnly: Failure | null): Promise<boolean> {
  replica.reconnected()
  const after = replica.position
  for await (const batch of await link.api.model.watch(after === undefined ? {} : { after })) {
    const applied = replica.apply(batch)
    if (applied.kind === 'applied') show(replica, link, readOnly)
    if (applied.kind === 'stale') return applied.why === 'unknown-event' || watch(link, replica, readOnly)
  }
  return false
}

function show(replica: Replica, { api }: Link, readOnly: Failure | null): void {
  useHost.setState((state) => ({
    api,
    status: state.status.kind === 'online' ? state.status : { kind: 'online', readOnly },
    model: replica.model,
    revision: state.revision + 1,
    loaded: true,
  }))
}

function end(link: Link, ended: Failure): true {
  link.close()
  useHost.setState({ api: null, status: { kind: 'ended', failure: ended } })
  return true
}
