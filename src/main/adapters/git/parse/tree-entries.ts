import { nulFields } from './nul-fields.ts'
import { decodePath } from './path-text.ts'

export const GITLINK = '160000'

export interface TreeEntry {
  readonly mode: string
  readonly oid: string
  readonly path: string
}

/** Output of `ls-tree -z`: mode, type and oid before a tab, the path after it. */
export function parseTreeEntries(output: Buffer): readonly TreeEntry[] {
  return nulFields(output).map((field) => {
    const tab = field.indexOf(0x09)
    const [mode = '', , oid = ''] = field.toString('latin1', 0, tab).split(' ')
    return { mode, oid, path: decodePath(field.subarray(tab + 1)) }
  })
}
