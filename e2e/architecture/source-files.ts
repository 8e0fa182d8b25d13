import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countCodeLines, withoutComments } from './source-text.ts'

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string
  readonly text: string
  readonly code: string
  readonly codeLines: number
  readonly isTest: boolean
}

const root = join(import.meta.dirname, '../..')

export function sourceFile(path: string, text: string): SourceFile {
  const isTest = /\.(test|spec)\.tsx?$|\/testing\/|^e2e\/|^bench\//.test(path)
  return { path, text, code: withoutComments(text), codeLines: countCodeLines(text), isTest }
}

/** Every source file below `folders` (from the root) that exist. */
export function readSourceFiles(folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|cjs|html)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => sourceFile(path.slice(root.length + 1), readFileSync(path, 'utf8'))),
  )
}
