import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { Settings } from '../../../shared/settings/settings.ts'
import { pageAddress } from './page-address.ts'
import { placeWindow, readWindow, saveWindow } from './window-state.ts'

export interface WindowOptions {
  readonly preload: string
  /** Keeps size and place. */
  readonly stateFile: string
  readonly icon: string
  /** The present theme, once it is known. */
  readonly theme: () => Settings['theme'] | null
}

/** The page's own background of each theme, so that nothing flashes before it is there. */
const backgrounds = { dark: '#0d0f13', light: '#f6f7f9' } as const
const smallest = { minWidth: 640, minHeight: 480 }
/** A second window is put this far beside the one before, in pixels. */
const step = 32

/** Opens a window on the page; it shows once there is something to see. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const saved = readWindow(options.stateFile)
  const others = BrowserWindow.getAllWindows().length
  const place = placeWindow(
    saved,
    screen.getAllDisplays().map((display) => display.workArea),
  )
  const beside =
    place.x === undefined || place.y === undefined ? {} : { x: place.x + others * step, y: place.y + others * step }
  const window = new BrowserWindow({
    ...place,
    ...beside,
    ...smallest,
    show: false,
    title: 'Switchyard',
    icon: options.icon,
    backgroundColor: backgroundOf(options.theme() ?? saved?.theme ?? 'system'),
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      enableWebSQL: false,
    },
  })
  window.once('ready-to-show', () => {
    if (saved?.maximized === true && others === 0) window.maximize()
    window.show()
  })
  window.on('close', () => {
    const theme = options.theme() ?? saved?.theme ?? 'system'
    saveWindow(options.stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized(), theme })
  })
  // An address that can't be loaded shows as an empty window; the reason is the protocol's to tell.
  void window.loadURL(pageAddress).catch(() => undefined)
  return window
}

function backgroundOf(theme: Settings['theme']): string {
  if (theme !== 'system') return backgrounds[theme]
  return backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light']
}
