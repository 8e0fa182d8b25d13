import type { FolderListing } from '../../../shared/contract/channels/repository.ts'

export interface TypedPath {
  /** The folder to list; undefined for the home folder. */
  readonly folder: string | undefined
  /** How the names below it have to begin. */
  readonly begin: string
}

/** What a path that is being typed asks for: the folders of the last whole folder in it, by their first letters. */
export function readTyped(text: string): TypedPath {
  const path = text.trimStart()
  if (path === '' || path === '~') return { folder: undefined, begin: '' }
  const slash = path.lastIndexOf('/')
  // Without one it is a name in the home folder, as far as anyone can tell.
  if (slash === -1) return { folder: undefined, begin: path }
  return { folder: slash === 0 ? '/' : path.slice(0, slash), begin: path.slice(slash + 1) }
}

/** The folders that go on with what was typed; hidden ones only where a dot was. */
export function fittingFolders(listing: FolderListing, begin: string): FolderListing['folders'] {
  const wanted = begin.toLocaleLowerCase()
  return listing.folders.filter(({ name }) => {
    if (name.startsWith('.') && !begin.startsWith('.')) return false
    return name.toLocaleLowerCase().startsWith(wanted)
  })
}

/** A folder as it is typed: ready for the next name. */
export function inside(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`
}

/** The folder that a typed path names, without what only ends it. */
export function folderNamed(text: string): string {
  const path = text.trim()
  return path.length > 1 ? path.replace(/\/+$/, '') || '/' : path
}
