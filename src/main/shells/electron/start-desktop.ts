import path from 'node:path'
import { app, dialog, session } from 'electron'
import type { DesktopPlace } from '../../../shared/contract/desktop.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import type { Clock } from '../../ports/clock.ts'
import { Notices } from '../../supervision/notices.ts'
import { startBackgroundHost } from '../attach/background-host.ts'
import type { HostOptions } from '../compose/host-options.ts'
import { programs } from '../compose/programs.ts'
import { limitRequests } from './chromium-limits.ts'
import { serveDesktop } from './desktop-services.ts'
import { DesktopSettings } from './desktop-settings.ts'
import { findDesktopHost } from './find-host.ts'
import { HostHolder } from './host-holder.ts'
import { liveWords } from './live-threads.ts'
import { setMenu } from './menu.ts'
import { guardNavigation } from './navigation-guard.ts'
import { Notifier } from './notifier.ts'
import { PagePorts } from './page-ports.ts'
import { servePage } from './page-protocol.ts'
import { limitPermissions } from './permissions.ts'
import { powerAwake } from './power-awake.ts'
import { Quit } from './quit.ts'
import { AppTray } from './tray.ts'
import { Windows } from './windows.ts'

export interface DesktopOptions {
  readonly dataFolder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly preload: string
  /** Folder with the app's pictures. */
  readonly pictures: string
  readonly clock: Clock
  /** Whether a tray is seen here. */
  readonly tray: boolean
  /** What to show first. */
  readonly place: DesktopPlace | null
  readonly problem: (message: string, error: unknown) => void
}

export interface Desktop {
  readonly windows: Windows
  readonly quit: Quit
  /** Resolves once there is a host; false where there can't be one, and the app ends. */
  readonly hosted: Promise<boolean>
}

/** Everything once the app is ready: what pages may do is limited first, then windows and the host begin together. */
export function startDesktop(options: DesktopOptions): Desktop {
  const { clock, dataFolder, environment, problem } = options
  limitRequests(session.defaultSession)
  limitPermissions(session.defaultSession)
  guardNavigation()
  servePage(programs.renderer)
  const scope = new Scope()
  const settings = new DesktopSettings()
  const icon = path.join(options.pictures, 'icon.png')
  const own = { port: 0, host: '127.0.0.1', pool: null, awake: powerAwake }
  const host: HostOptions = { dataFolder, environment, problem, ...own }
  const holder = scope.own(
    new HostHolder(
      () => findDesktopHost(host),
      () => void quit.endNow(),
    ),
    (held) => held.close(),
  )
  const windows: Windows = new Windows({
    preload: options.preload,
    stateFile: path.join(dataFolder, 'desktop', 'window.json'),
    icon,
    theme: () => settings.known?.theme ?? null,
    mayCloseLast: () => {
      if (!quit.mustAsk) return true
      void quit.request()
      return false
    },
  })
  const quit: Quit = new Quit({
    clock,
    host: () => holder.present,
    onQuit: () => settings.current.onQuit,
    remember: (onQuit) => settings.save({ onQuit }),
    tray: options.tray,
    windows: () => windows.count,
    closeWindows: () => windows.closeAll(),
    close: async () => {
      windows.closeAll()
      for (const error of await scope.close()) problem('something did not close', error)
    },
    handOver: () => void startBackgroundHost({ dataFolder, environment }),
    exit: () => app.exit(0),
    problem,
  })
  const parts = { options, scope, settings, icon, holder, windows, quit }
  supervise(parts)
  listen(parts)
  windows.show(options.place)
  return { windows, quit, hosted: begin(parts) }
}

interface Parts {
  readonly options: DesktopOptions
  readonly scope: Scope
  readonly settings: DesktopSettings
  readonly icon: string
  readonly holder: HostHolder
  readonly windows: Windows
  readonly quit: Quit
}

/** Ports, tray and notices, all fed by the host. */
function supervise({ holder, icon, options, quit, scope, settings, windows }: Parts): void {
  const ports = new PagePorts({
    host: () => holder.get(),
    refused: (failure) => options.problem(failure.message, failure),
    serveDesktop: (port, contents) => {
      const places = windows.queue(contents)
      if (places === undefined) return () => undefined
      return serveDesktop(port, { contents, places })
    },
    dropped: (folder, contents) => windows.dropped(folder, contents),
  })
  scope.own(ports.listen(), (stop) => stop())
  const tray = !options.tray
    ? null
    : scope.own(
        new AppTray(path.join(options.pictures, 'tray.png'), {
          show: () => windows.show(null),
          dispatch: () => windows.show({ kind: 'dispatch' }),
          quit: () => void quit.request(),
        }),
        (shown) => shown.close(),
      )
  const notifier = scope.own(
    new Notifier({
      clock: options.clock,
      icon,
      watched: () => windows.focused,
      open: (thread) => windows.show(thread === null ? { kind: 'inbox' } : { kind: 'thread', thread }),
    }),
    (shown) => shown.close(),
  )
  const notices = new Notices()
  holder.follow((events, host) => {
    settings.follow(host)
    tray?.say(liveWords(host.model))
    notifier.take(notices.of(events, host.model, settings.current.notify))
  })
}

/** The menu, and what the system asks of the app. */
function listen({ quit, windows }: Parts): void {
  setMenu({
    show: (place) => windows.show(place),
    newWindow: () => void windows.open(),
    openFolder: () => void openFolder(windows),
    quit: () => void quit.request(),
  })
  app.on('before-quit', (event) => {
    if (quit.ending) return
    event.preventDefault()
    void quit.request()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !quit.mustAsk) void quit.request()
  })
  app.on('activate', () => windows.show(null))
}

async function openFolder(windows: Windows): Promise<void> {
  const chosen = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] })
  const [folder] = chosen.filePaths
  if (!chosen.canceled && folder !== undefined) windows.show({ kind: 'folder', path: folder })
}

async function begin({ holder, quit }: Parts): Promise<boolean> {
  const found = await holder.get()
  if (found.ok) return true
  const { message, remedy } = found.error
  await dialog.showMessageBox({ type: 'error', message, detail: remedy, buttons: ['Quit'] })
  await quit.endNow()
  return false
}
