import { chooseWindow } from './lib/choose-window.ts'
import { downloadElectron } from './lib/download-electron.ts'
import { findElectron } from './lib/electron-binary.ts'
import { fullBuild, isBuilt } from './lib/full-build.ts'
import { openDesktop } from './lib/open-desktop.ts'
import { print } from './lib/print.ts'
import { root } from './lib/root.ts'
import { serveInForeground } from './lib/serve.ts'

const args = process.argv.slice(2)
if (!isBuilt(root)) await fullBuild(root)
const shown = await chooseWindow({
  platform: process.platform,
  environment: process.env,
  userId: process.getuid?.(),
  args,
  electron: findElectron(root, process.env, process.platform),
  download: () => downloadElectron(root),
})
print(shown.line)
process.exitCode =
  shown.kind === 'window' ? await openDesktop(root, shown.electron, args) : await serveInForeground(args)
