import type { Clock } from '../../ports/clock.ts'
import type { FolderWatch } from '../../ports/folder-watch.ts'
import { WatchedTree } from './watched-tree.ts'

/** Between two looks at what the system doesn't tell of. */
const lookEveryMs = 5_000

export function createFolderWatch(clock: Clock): FolderWatch {
  return {
    async watch(what, scope) {
      const tree = scope.own(new WatchedTree(what), (one) => one.close())
      await tree.begin()
      scope.own(
        repeated(clock, () => tree.look()),
        (stop) => stop(),
      )
    },
  }
}

function repeated(clock: Clock, look: () => Promise<void>): () => void {
  let stopped = false
  let cancel: (() => void) | null = null
  const arm = () => {
    if (!stopped) cancel = clock.after(lookEveryMs, () => void look().then(arm))
  }
  arm()
  return () => {
    stopped = true
    cancel?.()
  }
}
