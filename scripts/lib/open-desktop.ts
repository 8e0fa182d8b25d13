import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** Runs the desktop app until it ends and answers its exit code. The programs it starts run on this Node. */
export function openDesktop(root: string, electron: string, args: readonly string[]): Promise<number> {
  // The first would turn the app into a plain Node.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: undefined, SWITCHYARD_NODE: process.execPath }
  const app = spawn(electron, [join(root, 'out/main/electron-main.js'), ...args], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A terminal signals both.
      if (!(signal === 'SIGINT' && process.stdin.isTTY)) app.kill(signal)
    })
  }
  return new Promise((resolve, reject) => {
    app.on('error', reject)
    app.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
  })
}
