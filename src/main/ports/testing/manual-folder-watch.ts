import type { FolderToWatch, FolderWatch, FolderWatchFailure } from '../folder-watch.ts'

export interface ManualFolderWatch extends FolderWatch {
  /** Tells everyone who watches that folder. */
  tell(folder: string, paths: readonly string[]): void
  trouble(folder: string, failure: FolderWatchFailure | null): void
  /** Folders that are watched at present. */
  watched(): readonly string[]
}

/** A watch that sees what a test says. */
export function createManualFolderWatch(): ManualFolderWatch {
  const watches = new Set<FolderToWatch>()
  const of = (folder: string) => [...watches].filter((one) => one.folder === folder)
  return {
    watch: async (what, scope) => {
      scope.own(watches.add(what), () => void watches.delete(what))
    },
    tell: (folder, paths) => {
      for (const one of of(folder)) one.changed(paths)
    },
    trouble: (folder, failure) => {
      for (const one of of(folder)) one.trouble?.(failure)
    },
    watched: () => [...watches].map(({ folder }) => folder),
  }
}
