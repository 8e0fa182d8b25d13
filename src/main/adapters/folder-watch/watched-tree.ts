import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'
import { failure } from '../../../shared/kernel/failure.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { FolderToWatch, FolderWatchFailure } from '../../ports/folder-watch.ts'
import { listDirectory } from './list-directory.ts'

const none: ReadonlyMap<string, string> = new Map()

/** Looked at in one tree; each folder costs the system a watch, of which it has few. */
const limits = { folders: 2_000, entries: 20_000 } as const

interface Directory {
  files: ReadonlyMap<string, string>
  folders: ReadonlyMap<string, string>
  /** Null where the system gives none. */
  readonly watcher: FSWatcher | null
}

/** What is known of a watched folder: its files as they were last seen, by folder relative to the root, '' itself. */
export class WatchedTree {
  readonly #directories = new Map<string, Directory>()
  readonly #waiting = new Set<string>()
  readonly #what: FolderToWatch
  #looking: Promise<void> | null = null
  #entries = 0
  #closed = false
  #cut = false
  #told: string | null = null
  /** The system's code where the folder itself can't be read. */
  #missing: string | null = null

  constructor(what: FolderToWatch) {
    this.#what = what
  }

  /** Takes what is there as known. */
  async begin(): Promise<void> {
    await this.#enter('')
    this.#tell([])
  }

  /** Looks again wherever the system doesn't tell, and at a single folder in any case. */
  look(): Promise<void> {
    const blind = [...this.#directories].filter(([folder, { watcher }]) => watcher === null || folder === '')
    for (const [folder] of blind) this.#waiting.add(folder)
    if (!this.#directories.has('')) this.#waiting.add('')
    return this.#run()
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const { watcher } of this.#directories.values()) watcher?.close()
    this.#directories.clear()
    await this.#looking
  }

  #hint(folder: string): void {
    this.#waiting.add(folder)
    void this.#run()
  }

  #run(): Promise<void> {
    this.#looking ??= this.#lookAtWaiting().finally(() => {
      this.#looking = null
    })
    return this.#looking
  }

  async #lookAtWaiting(): Promise<void> {
    for (let [next] = this.#waiting; next !== undefined && !this.#closed; [next] = this.#waiting) {
      this.#waiting.delete(next)
      const changed = this.#directories.has(next) ? await this.#again(next) : await this.#enter(next)
      if (!this.#closed) this.#tell(changed)
    }
  }

  /** Begins to know a folder; the watch comes first, so that nothing between is missed. Answers the files in it. */
  async #enter(folder: string): Promise<string[]> {
    if (this.#closed || this.#directories.size >= limits.folders) {
      this.#cut ||= !this.#closed
      return []
    }
    const watcher = this.#watcher(folder)
    const listed = await listDirectory(join(this.#what.folder, folder), limits.entries - this.#entries)
    if (typeof listed === 'string' || this.#closed) {
      watcher?.close()
      if (typeof listed === 'string' && folder === '') this.#missing = listed
      return []
    }
    if (folder === '') this.#missing = null
    const { cut, files } = listed
    const folders = this.#what.deep ? listed.folders : none
    this.#cut ||= cut
    this.#entries += files.size + folders.size
    this.#directories.set(folder, { files, folders, watcher })
    const below: string[] = []
    for (const name of folders.keys()) below.push(...(await this.#enter(within(folder, name))))
    return [...[...files.keys()].map((name) => within(folder, name)), ...below]
  }

  async #again(folder: string): Promise<string[]> {
    const known = this.#directories.get(folder)
    if (known === undefined) return []
    const room = limits.entries - this.#entries + known.files.size + known.folders.size
    const listed = await listDirectory(join(this.#what.folder, folder), room)
    if (typeof listed === 'string') {
      if (folder === '') this.#missing = listed
      return this.#leave(folder)
    }
    const folders = this.#what.deep ? listed.folders : none
    this.#cut ||= listed.cut
    this.#entries += listed.files.size + folders.size - known.files.size - known.folders.size
    const changed = differing(known.files, listed.files).map((name) => within(folder, name))
    for (const [name, id] of known.folders) {
      if (folders.get(name) !== id) changed.push(...this.#leave(within(folder, name)))
    }
    known.files = listed.files
    known.folders = folders
    for (const name of folders.keys()) {
      const path = within(folder, name)
      if (!this.#directories.has(path)) changed.push(...(await this.#enter(path)))
    }
    return changed
  }

  /** Forgets a folder that is gone, and those below it. Answers the files that were there. */
  #leave(folder: string): string[] {
    const known = this.#directories.get(folder)
    if (known === undefined) return []
    known.watcher?.close()
    this.#directories.delete(folder)
    this.#entries -= known.files.size + known.folders.size
    const below = [...known.folders.keys()].flatMap((name) => this.#leave(within(folder, name)))
    return [...[...known.files.keys()].map((name) => within(folder, name)), ...below]
  }

  #watcher(folder: string): FSWatcher | null {
    try {
      const watcher = watch(join(this.#what.folder, folder), { persistent: false }, () => this.#hint(folder))
      watcher.on('error', () => this.#hint(folder))
      return watcher
    } catch (error) {
      systemCode(error)
      return null
    }
  }

  #tell(changed: readonly string[]): void {
    const trouble = this.#troubleNow()
    if ((trouble?.code ?? null) !== this.#told) this.#what.trouble?.(trouble)
    this.#told = trouble?.code ?? null
    if (changed.length > 0) this.#what.changed([...new Set(changed)])
  }

  #troubleNow(): FolderWatchFailure | null {
    const { folder } = this.#what
    const code = this.#missing
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      const message = `${folder} is not there; nothing in it can be seen.`
      return failure('folder-missing', message, 'Put it back where it was.')
    }
    if (code !== null) {
      const message = `${folder} can't be read (${code}); nothing in it can be seen.`
      return failure('folder-unreadable', message, 'Allow this user to read it.')
    }
    if (!this.#cut) return null
    const message = `${folder} holds more than ${limits.entries} entries or ${limits.folders} folders; changes are seen in a part of it.`
    return failure('folder-too-large', message, 'Watch a smaller folder.')
  }
}

function within(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

function differing(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  const gone = [...before.keys()].filter((name) => !now.has(name))
  return [...gone, ...[...now].filter(([name, stamp]) => before.get(name) !== stamp).map(([name]) => name)]
}
