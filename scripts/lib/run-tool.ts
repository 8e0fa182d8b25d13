import { type ChildProcess, spawn } from 'node:child_process'
import { root, toolEnvironment } from './root.ts'

export interface Tool {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds after which the tool and its children are ended. */
  readonly limit?: number
  /** Show the output as it comes instead of keeping it. */
  readonly stream?: boolean
}

export interface ToolResult {
  readonly code: number
  /** Both streams in the order they came; empty when streamed. */
  readonly output: string
  /** Milliseconds. */
  readonly duration: number
  readonly timedOut: boolean
}

const live = new Set<ChildProcess>()

/** A tool leads its own process group, so that its children end with it. */
function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    for (const child of live) endGroup(child, 'SIGKILL')
    process.kill(process.pid, signal)
  })
}

/** Runs one of the project's tools to its end; a tool that can't be started has code 127. */
export function runTool(tool: Tool): Promise<ToolResult> {
  const begun = performance.now()
  const child = spawn(tool.command, tool.args, {
    cwd: root,
    env: toolEnvironment(tool.env),
    stdio: ['ignore', tool.stream ? 'inherit' : 'pipe', tool.stream ? 'inherit' : 'pipe'],
    detached: process.platform !== 'win32',
  })
  live.add(child)
  return new Promise((resolve) => {
    const state = { output: '', timedOut: false }
    const timer = setTimeout(() => {
      state.timedOut = true
      endGroup(child, 'SIGKILL')
    }, tool.limit ?? 2_147_483_647)
    const settle = (code: number): void => {
      clearTimeout(timer)
      live.delete(child)
      resolve({ ...state, code, duration: performance.now() - begun })
    }
    const keep = (chunk: Buffer): void => {
      state.output += chunk.toString('utf8')
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', (error) => {
      state.output += `${tool.command}: ${error.message}\n`
      settle(127)
    })
    child.on('close', (code) => settle(code ?? 1))
  })
}
