import type { HostProcess } from './host.ts'
import type { Part } from './kill-points.ts'
import { childrenOf, killHard, processesAbout } from './processes.ts'
import type { Sandbox } from './sandbox.ts'

/** In the command of every gate of a plan, so that its process is known. */
export const gateMark = ': gate;'

/** How long one is looked for: what was announced may have ended already, or not begun. Milliseconds. */
const patienceMs = 1500
const lookMs = 5

/** Kills one part of a host that goes on, if there is one in time. */
export async function killPart(part: Part, { folder }: Sandbox, host: HostProcess): Promise<void> {
  const end = performance.now() + patienceMs
  while (performance.now() < end) {
    const seen = processesAbout(folder)
    const mark = { agent: 'scripted-agent', gate: gateMark }
    const pids =
      part === 'helper'
        ? childrenOf(host.pid)
        : seen.filter(({ command, pid }) => pid !== host.pid && command.includes(mark[part])).map(({ pid }) => pid)
    if (pids.length > 0) {
      for (const pid of part === 'helper' ? pids : pids.slice(0, 1)) killHard(pid)
      return
    }
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
}
