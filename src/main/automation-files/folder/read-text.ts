import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { dirname, relative, sep } from 'node:path'
import { automationLimits } from '../../../shared/domain/automation/definition.ts'
import type { FileProblem } from '../../../shared/domain/automation/state.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'

/** A character takes up to four bytes; what is longer is refused by its bytes, unread. */
const largestBytes = automationLimits.file * 4

/**
 * The text of a file that is one: nothing that a link leads out of its folder to, or the folder out of `inside`; no
 * pipe and no device, nothing too large, nothing that isn't text. Null where there is none.
 */
export async function readText(file: string, inside: string): Promise<Result<string | null, FileProblem>> {
  try {
    const [real, folder, top] = await Promise.all([realpath(file), realpath(dirname(file)), realpath(inside)])
    // Other files of a project may hold secrets, and what is told of a file that is wrong quotes it.
    if (!isWithin(real, folder) || !isWithin(folder, top)) return err(leadsOut)
    return await contentOf(file)
  } catch (error) {
    const code = systemCode(error)
    return code === 'ENOENT' || code === 'ENOTDIR' ? ok(null) : err(unreadable(code))
  }
}

async function contentOf(file: string): Promise<Result<string, FileProblem>> {
  // Without waiting for somebody to write into it, should it be a pipe.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stats = await handle.stat()
    if (!stats.isFile()) return err(unreadable('no regular file'))
    if (stats.size > largestBytes) return err(tooLarge(stats.size))
    return decoded(await handle.readFile())
  } finally {
    await handle.close()
  }
}

function decoded(bytes: Uint8Array): Result<string, FileProblem> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch (error) {
    if (error instanceof TypeError) return err(problem('not-text', 'The file is no UTF-8 text.', 'Save it as UTF-8.'))
    throw error
  }
}

export function isWithin(file: string, folder: string): boolean {
  const way = relative(folder, file)
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || /^([A-Za-z]:|[\\/])/.test(way))
}

/** Of a file as a whole. */
export function problem(code: string, message: string, remedy: string): FileProblem {
  return { code, message, remedy, line: 1, column: 1 }
}

const leadsOut = problem(
  'leads-out',
  'The file is a link that leads out of its folder; it was not read.',
  'Put the file itself there.',
)

function unreadable(code: string): FileProblem {
  return problem('unreadable', `The file can't be read (${code}).`, 'Put a plain file there that this user may read.')
}

function tooLarge(bytes: number): FileProblem {
  return problem('too-large', `The file has ${bytes} bytes, the limit is ${largestBytes}.`, 'Shorten it.')
}
