import type { ProcessIdentity, ProcessUsage } from '../../ports/process.ts'
import { linuxUsage } from './linux-usage.ts'
import { listProcesses } from './process-list.ts'
import { ProcessTree } from './process-tree.ts'
import { psUsage } from './ps-usage.ts'

export interface UsageRequest {
  readonly root: ProcessIdentity
  /** Whatever carries this marker belongs to the tree as well, wherever it went. */
  readonly marker: string | null
}

const usageOfAll = process.platform === 'linux' ? linuxUsage : psUsage

/** Looks at all processes: for the helper's thread, and for the host's only where there is no helper. */
export function treeUsage({ root, marker }: UsageRequest): ProcessUsage {
  const members = new ProcessTree([root], marker).living(listProcesses())
  const alive = members.some(({ pid, startTime }) => pid === root.pid && startTime === root.startTime)
  return { ...usageOfAll(members.map(({ pid }) => pid)), processes: members.length, alive }
}
