import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from './lib/root.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'switchyard-build-'))

const sources: Readonly<Record<string, string>> = {
  'src/main/shells/cli/main.ts': `
    import { WebSocketServer } from 'ws'
    import { z } from 'zod'
    const { word } = await import('./late.ts')
    process.stdout.write(JSON.stringify({ word: z.string().parse(word), ws: typeof WebSocketServer, args: process.argv.slice(2) }))
    process.exitCode = 3
  `,
  'src/main/shells/cli/late.ts': "export const word: string = 'late'\n",
  'src/main/adapters/store-sqlite/worker.ts':
    "import { DatabaseSync } from 'node:sqlite'\nnew DatabaseSync(':memory:').close()\n",
  'src/main/adapters/process/helper.ts': 'process.exitCode = 0\n',
  'src/main/adapters/agents/scripted/main.ts':
    "const { text } = await import('./text.ts')\nprocess.stdout.write(text)\n",
  'src/main/adapters/agents/scripted/text.ts': "export const text = 'scripted'\n",
  'src/main/adapters/pty/pty-host.ts':
    "const { spawn } = await import('@lydell/node-pty')\nprocess.stdout.write(typeof spawn)\n",
  'src/main/shells/tools-bridge/main.ts': 'process.stdout.write(String(process.pid))\n',
  'src/main/shells/electron/main.ts': "import { app } from 'electron'\nvoid app.whenReady()\n",
  'src/main/shells/electron/preload.ts':
    "import { ipcRenderer } from 'electron'\nimport { channel } from './contract.ts'\nipcRenderer.send(channel)\n",
  'src/main/shells/electron/contract.ts':
    "import { oc, type } from '@orpc/contract'\nimport { z } from 'zod'\nexport const contract = /* @__PURE__ */ (() => ({ a: oc.output(type<string>()), b: oc.input(z.object({})) }))()\nexport const channel = 'channel'\n",
  'src/renderer/index.html': '<!doctype html><div id="root"></div><script type="module" src="./main.tsx"></script>\n',
  'src/renderer/main.tsx':
    "import { createRoot } from 'react-dom/client'\nconst at = document.getElementById('root')\nif (at) createRoot(at).render(<p>here</p>)\n",
  'tsconfig.json': '{ "compilerOptions": { "jsx": "react-jsx" } }\n',
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

async function start(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await run(process.execPath, [join(folder, 'bin/switchyard.cjs'), ...args])) }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, stdout, stderr }
  }
}

describe('building', () => {
  beforeAll(() => {
    for (const [path, text] of Object.entries(sources)) write(path, text)
    for (const part of [
      'bin',
      'scripts',
      'resources',
      'package.json',
      'package-lock.json',
      'vite.renderer.config.ts',
    ]) {
      cpSync(join(root, part), join(folder, part), { recursive: true })
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('happens when the command finds no build, by several at once, and leaves one complete build', async () => {
    const ends = await Promise.all([start(['one']), start(['two'])])
    for (const [index, end] of ends.entries()) {
      expect(JSON.parse(end.stdout)).toEqual({ word: 'late', ws: 'function', args: [['one'], ['two']][index] })
      expect(end.code).toBe(3)
      expect(end.stderr).toContain('Building Switchyard')
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual(['out'])
  }, 120_000)

  it('makes programs that need no node_modules, one file each but the command line', async () => {
    const moved = mkdtempSync(join(tmpdir(), 'switchyard-moved-'))
    cpSync(join(folder, 'out/main/scripted-agent.js'), join(moved, 'scripted-agent.mjs'))
    expect((await run(process.execPath, [join(moved, 'scripted-agent.mjs')], { cwd: moved })).stdout).toBe('scripted')
    rmSync(moved, { recursive: true, force: true })
    // Native code stays outside, in the node_modules above.
    expect((await run(process.execPath, [join(folder, 'out/main/pty-host.js')])).stdout).toBe('function')
    const isPart = /-[\w-]{8}\.js$/
    const files = readdirSync(join(folder, 'out/main')).filter((name) => name.endsWith('.js') && !isPart.test(name))
    expect(files.sort()).toEqual([
      'cli.js',
      'electron-main.js',
      'pty-host.js',
      'scripted-agent.js',
      'spawn-helper.js',
      'store-worker.js',
      'tools-bridge.js',
    ])
    expect(readdirSync(join(folder, 'out/renderer'))).toContain('index.html')
  })

  it('makes a preload that a sandbox can load: one small file that asks for Electron alone', () => {
    const preload = readFileSync(join(folder, 'out/main/preload.cjs'), 'utf8')
    const required = [...preload.matchAll(/require\("?([^")]+)"?\)/g)].map((match) => match[1])
    expect(required).toEqual(['electron'])
    expect(preload).not.toMatch(/\bimport\b/)
    expect(preload.length).toBeLessThan(3000)
    expect(readdirSync(join(folder, 'out/desktop'))).toContain('icon.png')
  })

  it('does not happen again while nothing changed, nor for a test', async () => {
    write('src/main/shells/cli/late.test.ts', 'export {}\n')
    expect(await start([])).toMatchObject({ code: 3, stderr: '' })
  })

  it('happens again after a change', async () => {
    const later = new Date(Date.now() + 60_000)
    utimesSync(join(folder, 'src/main/shells/cli/late.ts'), later, later)
    expect((await start([])).stderr).toContain('Building Switchyard')
    expect((await start([])).stderr).toBe('')
  }, 120_000)

  it('keeps the last good build and says why when it fails', async () => {
    rmSync(join(folder, 'src/main/adapters/process/helper.ts'))
    const end = await start([])
    expect(end).toMatchObject({ code: 1, stdout: '' })
    expect(end.stderr).toContain('src/main/adapters/process/helper.ts')
    expect(readdirSync(join(folder, 'out/main'))).toContain('spawn-helper.js')
  }, 120_000)

  it('is not needed in an installed copy', async () => {
    rmSync(join(folder, 'src'), { recursive: true })
    expect(await start([])).toMatchObject({ code: 3, stderr: '' })
  })
})
