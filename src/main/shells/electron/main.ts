import { fileURLToPath } from 'node:url'
import { app } from 'electron'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { defaultDataFolder } from '../compose/data-folder.ts'
import { limitChromium } from './chromium-limits.ts'
import { linkScheme, placeOfLink } from './deep-link.ts'
import { folderPlace, placeHandedOver, readLaunch } from './launch-arguments.ts'
import { declarePageScheme } from './page-protocol.ts'
import { profileFolder } from './profile-folder.ts'
import { whyNot } from './refusal.ts'
import { startDesktop } from './start-desktop.ts'
import { trayIsSeen } from './tray.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function problem(message: string, error: unknown): void {
  process.stderr.write(
    `${message}: ${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)}\n`,
  )
}

function refuse(why: string): void {
  process.stderr.write(`${why}\n`)
  app.exit(1)
}

function at(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}

/** Only what must come before the app is ready, and what may come at any time. */
function main(): void {
  const refused = whyNot({ userId: process.getuid?.(), sandboxOff: app.commandLine.hasSwitch('no-sandbox') })
  if (refused !== null) {
    refuse(refused)
    return
  }
  declarePageScheme()
  limitChromium()
  app.setName('Switchyard')
  const launch = readLaunch(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd())
  const dataFolder = launch.data ?? defaultDataFolder(process.env, process.platform)
  // One app for each data folder: the lock that keeps it so lies in this folder.
  const profile = profileFolder(dataFolder)
  if (!profile.ok) {
    refuse(`${profile.error.message} ${profile.error.remedy}`)
    return
  }
  app.setPath('userData', profile.value)
  if (!app.requestSingleInstanceLock({ place: launch.place })) {
    app.quit()
    return
  }
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme)
  let place = launch.place
  let show = (next: typeof place) => {
    place = next ?? place
  }
  app.on('second-instance', (_event, ...[, , handedOver]) => show(placeHandedOver(handedOver)))
  app.on('open-url', (event, url) => {
    event.preventDefault()
    show(placeOfLink(url))
  })
  app.on('open-file', (event, file) => {
    event.preventDefault()
    show(folderPlace(file))
  })
  void app.whenReady().then(() => {
    const { quit, windows } = startDesktop({
      dataFolder,
      environment: process.env,
      preload: at('./preload.cjs'),
      pictures: at('../desktop'),
      clock: systemClock,
      tray: trayIsSeen(process.platform, process.env),
      place,
      problem,
    })
    show = (next) => windows.show(next)
    for (const signal of signals) process.on(signal, () => void quit.endNow())
  })
}

main()
