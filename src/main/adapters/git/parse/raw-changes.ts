import { nulFields } from './nul-fields.ts'
import { decodePath } from './path-text.ts'

export interface RawChange {
  readonly oldMode: string
  readonly newMode: string
  /** Of the content after the change; null where it is gone, or not stored yet. */
  readonly blob: string | null
  /** A, M, D, R, C, T or U. */
  readonly letter: string
  readonly path: string
  readonly previousPath: string | null
}

export interface CountedChange {
  readonly path: string
  readonly binary: boolean
  readonly additions: number
  readonly deletions: number
}

/** Output of `diff-files` or `diff-tree` with `--raw -z`, optionally followed by that of `--numstat`. */
export function parseChanges(output: Buffer): {
  readonly raw: readonly RawChange[]
  readonly counted: readonly CountedChange[]
} {
  const fields = nulFields(output)
  const raw: RawChange[] = []
  let at = 0
  while (at < fields.length && fields[at]?.[0] === 0x3a) {
    const [oldMode = '', newMode = '', , blob = '', status = ''] = (fields[at]?.toString('latin1') ?? '')
      .slice(1)
      .split(' ')
    const letter = status.charAt(0)
    const moved = letter === 'R' || letter === 'C'
    const first = pathAt(fields, at + 1)
    raw.push({
      oldMode,
      newMode,
      blob: /^0*$/.test(blob) ? null : blob,
      letter,
      path: moved ? pathAt(fields, at + 2) : first,
      previousPath: moved ? first : null,
    })
    at += moved ? 3 : 2
  }
  return { raw, counted: parseCounts(fields.slice(at)) }
}

/** `additions TAB deletions TAB path`, or with an empty path and two further fields for a rename; `-` is binary. */
function parseCounts(fields: readonly Buffer[]): readonly CountedChange[] {
  const counted: CountedChange[] = []
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? Buffer.alloc(0)
    const tab = field.indexOf(0x09)
    const second = field.indexOf(0x09, tab + 1)
    const additions = field.toString('latin1', 0, tab)
    const deletions = field.toString('latin1', tab + 1, second)
    let path = decodePath(field.subarray(second + 1))
    if (path === '') {
      path = pathAt(fields, at + 2)
      at += 2
    }
    const binary = additions === '-'
    counted.push({ path, binary, additions: binary ? 0 : Number(additions), deletions: binary ? 0 : Number(deletions) })
  }
  return counted
}

function pathAt(fields: readonly Buffer[], at: number): string {
  return decodePath(fields[at] ?? Buffer.alloc(0))
}
