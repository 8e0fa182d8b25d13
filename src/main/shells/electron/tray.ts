import { Menu, Tray } from 'electron'

export interface TrayActions {
  readonly show: () => void
  readonly dispatch: () => void
  readonly quit: () => void
}

/** Linux desktops that show trays without an extension; where nobody sees it, a tray keeps nothing reachable. */
const withTray = ['KDE', 'XFCE', 'X-Cinnamon', 'MATE', 'LXQt', 'Unity', 'Budgie']

export function trayIsSeen(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  // What an AppImage holds is gone once it ends, so no host could take over from it: a second start shows the window.
  if (platform !== 'linux' || environment.APPIMAGE !== undefined) return true
  return (environment.XDG_CURRENT_DESKTOP ?? '').split(':').some((name) => withTray.includes(name))
}

/** The app's place while no window is open. */
export class AppTray {
  readonly #tray: Tray
  readonly #actions: TrayActions
  #words = ''

  constructor(icon: string, actions: TrayActions) {
    this.#tray = new Tray(icon)
    this.#actions = actions
    this.#tray.on('click', actions.show)
    this.say('Starting')
  }

  /** What is going on, in words. */
  say(words: string): void {
    if (words === this.#words) return
    this.#words = words
    this.#tray.setToolTip(`Switchyard: ${words}`)
    const { dispatch, quit, show } = this.#actions
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words, enabled: false },
        { type: 'separator' },
        { label: 'Show Switchyard', click: show },
        { label: 'Dispatch…', click: dispatch },
        { type: 'separator' },
        { label: 'Quit Switchyard', click: quit },
      ]),
    )
  }

  close(): void {
    this.#tray.destroy()
  }
}
