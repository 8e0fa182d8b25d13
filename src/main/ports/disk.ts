export interface DiskSpace {
  /** Bytes that this user may still write there. */
  readonly freeBytes: number
  /** The same for all folders of one file system. */
  readonly fileSystem: string
}

export interface DiskPort {
  /** Of the file system that holds a folder; null where it can't be known. */
  spaceOf(folder: string): Promise<DiskSpace | null>
}
