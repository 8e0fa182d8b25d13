import { registerHooks } from 'node:module'

/*
 * Loaded before the packaged main process: gives it a stand-in for Electron and what a package's process knows, asks
 * its host as a page would, prints the answers, and ends it as the system does.
 */

const standIn = new URL('../../src/main/shells/electron/testing/fake-electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
})
const versions = { ...process.versions, electron: '45.3.4' }
Object.defineProperty(process, 'versions', { value: versions })
Object.defineProperty(process, 'resourcesPath', { value: process.env.TEST_RESOURCES })
process.getuid = () => 1000

const electron = await import('../../src/main/shells/electron/testing/fake-electron.ts')
const { connectPage } = await import('../../src/main/shells/electron/testing/fake-page.ts')
electron.app.isPackaged = true

async function askAsPage(): Promise<void> {
  const [window] = electron.BrowserWindow.all
  if (window === undefined) throw new Error('no window was opened')
  const { rpc } = await connectPage(electron.ipcMain, window.webContents)
  const [info, checks, agents] = await Promise.all([rpc.host.info(), rpc.host.doctor(), rpc.host.agents()])
  const page = await electron.protocol.handler?.(new Request('switchyard-app://page/'))
  const answers = { info, checks, agents, page: page?.status, windowOptions: window.options }
  process.stdout.write(JSON.stringify(answers))
  process.kill(process.pid, 'SIGTERM')
}

electron.app.once('web-contents-created', () => setImmediate(() => void askAsPage()))
void electron.app.exited.promise.then((code) => process.exit(code))
