import { createObjectReader, type ObjectReader } from './object-reader.ts'
import type { GitRunner } from './runner.ts'

export interface ObjectReaders {
  for(gitDirectory: string): ObjectReader
  close(): Promise<void>
}

/** A reader for each repository that is read from, ended together. */
export function createObjectReaders(runner: GitRunner): ObjectReaders {
  const readers = new Map<string, ObjectReader>()
  return {
    for(gitDirectory) {
      const reader = readers.get(gitDirectory) ?? createObjectReader(runner, gitDirectory)
      readers.set(gitDirectory, reader)
      return reader
    },
    async close() {
      await Promise.all([...readers.values()].map((reader) => reader.close()))
    },
  }
}
