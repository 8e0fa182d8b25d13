import { checkContract } from '../../shared/contract/version.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { desktopApiOver } from './desktop-api.ts'
import { hostStream } from './host-stream.ts'
import { connectKept } from './kept-host.ts'
import { BackOff } from './line/back-off.ts'
import { type Endpoints, endpointSource } from './line/endpoints.ts'
import { keepAlive } from './line/keep-alive.ts'
import { type Line, openLine } from './line/open-line.ts'
import { onWake, pauseOrWake } from './line/wakes.ts'
import { applyModelPatch } from './live-model.ts'
import { followSettings } from './settings.ts'
import { useHost } from './store.ts'

const signedOut = failure(
  'signed-out',
  'This tab is not signed in to the host.',
  'Open the address that `switchyard serve` printed last.',
)
const outdated = failure('page-outdated', 'The host is of a newer version than this page.', 'Reload the page.')

/** How a try to connect ended: `up` tells whether both lines were open before they broke. */
type Ending = { readonly kind: 'lost'; readonly up: boolean } | { readonly kind: 'ended'; readonly failure: Failure }

const unreached: Ending = { kind: 'lost', up: false }

/** Keeps both lines to the host open for as long as the page lives; goes on where it stopped after every gap. */
export async function stayConnected(): Promise<void> {
  hostStream.start(new Worker(new URL('./stream/worker.ts', import.meta.url), { type: 'module' }))
  hostStream.onPatch(({ model }) => {
    if (model !== null) applyModelPatch(model)
  })
  const source = endpointSource()
  const backOff = new BackOff()
  for (;;) {
    const endpoints = await source.find()
    const ending = await connectTo(endpoints)
    if (ending.kind === 'ended') {
      if (ending.failure === signedOut) source.refused()
      useHost.setState({ api: null, desktop: null, status: { kind: 'ended', failure: ending.failure } })
      return
    }
    useHost.setState({ api: null, desktop: null, status: { kind: 'offline' } })
    if (ending.up) backOff.reset()
    await pauseOrWake(backOff.next())
  }
}

async function connectTo(endpoints: Endpoints | 'refused' | 'unreachable'): Promise<Ending> {
  if (endpoints === 'unreachable') return unreached
  if (endpoints === 'refused') return { kind: 'ended', failure: signedOut }
  const line = await openLine(endpoints.rpc)
  if (line === 'unreachable') return unreached
  if (line === 'refused') return { kind: 'ended', failure: signedOut }
  const alive = keepAlive(line)
  const stop = onWake(() => {
    alive.check()
    hostStream.send({ kind: 'check' })
  })
  try {
    return await follow(line, endpoints)
  } finally {
    stop()
    line.close()
    hostStream.drop()
  }
}

/** Both lines until one of them is over. */
async function follow(line: Line, { stream, desktop }: Endpoints): Promise<Ending> {
  const info = await Promise.race([line.api.host.info().catch(() => null), line.closed.then(() => null)])
  if (info === null) return unreached
  const spoken = checkContract(info.contract)
  if (!spoken.ok) return { kind: 'ended', failure: spoken.error }
  const shell = desktop === null ? null : desktopApiOver(desktop)
  let up = false
  const live = () => {
    if (up) return
    up = true
    useHost.setState({ api: line.api, desktop: shell, status: { kind: 'online', readOnly: info.readOnly } })
    connectKept(line.api, info.host)
    void followSettings(line.api)
  }
  const why = await Promise.race([hostStream.connect(stream, live), line.closed.then((): 'lost' => 'lost')])
  if (why === 'outdated') return { kind: 'ended', failure: outdated }
  if (why === 'refused') return { kind: 'ended', failure: signedOut }
  return { kind: 'lost', up }
}
