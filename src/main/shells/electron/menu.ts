import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { DesktopPlace } from '../../../shared/contract/desktop.ts'

export interface MenuActions {
  readonly show: (place: DesktopPlace) => void
  readonly newWindow: () => void
  readonly openFolder: () => void
  readonly quit: () => void
}

/** The menu's own commands; editing, windows and the rest are the system's. */
export function menuTemplate(actions: MenuActions, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CmdOrCtrl+,',
    click: () => actions.show({ kind: 'settings' }),
  }
  const quit: MenuItemConstructorOptions = {
    label: 'Quit Switchyard',
    accelerator: 'CmdOrCtrl+Q',
    click: actions.quit,
  }
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const appMenu: MenuItemConstructorOptions = {
    label: 'Switchyard',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      quit,
    ],
  }
  return [
    ...(isMac ? [appMenu] : []),
    {
      label: 'File',
      submenu: [
        { label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', click: actions.newWindow },
        { label: 'Dispatch…', click: () => actions.show({ kind: 'dispatch' }) },
        { label: 'Open folder…', accelerator: 'CmdOrCtrl+O', click: actions.openFolder },
        separator,
        ...(isMac ? [] : [settings, separator]),
        { role: 'close' },
        ...(isMac ? [] : [quit]),
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { label: 'Inbox', click: () => actions.show({ kind: 'inbox' }) },
        separator,
        { role: 'reload' },
        { role: 'toggleDevTools', visible: !app.isPackaged },
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ]
}

export function setMenu(actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, process.platform)))
}
