import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { automationName } from '../../../shared/domain/automation/automation-id.ts'
import type { FileProblem } from '../../../shared/domain/automation/state.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { Place } from './places.ts'
import { problem, readText } from './read-text.ts'

/** Of one folder; more are not looked at. */
const filesLimit = 200
/** What a folder may hold beside them before the rest isn't looked at. */
const entriesLimit = 2_000

export interface FoundFile {
  /** Of the automation. */
  readonly name: string
  readonly file: string
  readonly text: Result<string, FileProblem>
}

/** The files in a folder by name. A folder that is not there has none; one whose surroundings are gone says so. */
export async function listFiles({ folder, inside }: Place): Promise<Result<readonly FoundFile[], FileProblem>> {
  try {
    await stat(inside)
  } catch (error) {
    return err(vanished(inside, systemCode(error)))
  }
  const entries = await entriesOf(folder)
  if (!entries.ok) return entries
  const found = new Map<string, FoundFile>()
  for (const entry of entries.value.slice(0, filesLimit)) {
    const one = await foundFile({ folder, inside }, entry)
    const other = one === null ? undefined : found.get(one.name)
    if (one !== null) found.set(one.name, other === undefined ? one : twice(other, one))
  }
  if (entries.value.length > filesLimit) {
    const rest = entries.value[filesLimit] ?? ''
    const message = `There are more than ${filesLimit} automations in ${folder}; this one and those after it are not read.`
    const text = err(problem('too-many', message, 'Remove some.'))
    found.set(nameOf(rest), { name: nameOf(rest), file: join(folder, rest), text })
  }
  return ok([...found.values()])
}

async function entriesOf(folder: string): Promise<Result<readonly string[], FileProblem>> {
  const names: string[] = []
  try {
    for await (const entry of await opendir(folder)) {
      if (/\.ya?ml$/i.test(entry.name) && !entry.name.startsWith('.')) names.push(entry.name)
      if (names.length >= entriesLimit) break
    }
  } catch (error) {
    const code = systemCode(error)
    return code === 'ENOENT' || code === 'ENOTDIR' ? ok([]) : err(vanished(folder, code))
  }
  return ok(names.sort())
}

async function foundFile({ folder, inside }: Place, entry: string): Promise<FoundFile | null> {
  const file = join(folder, entry)
  const name = nameOf(entry)
  if (!automationName.test(entry.replace(/\.ya?ml$/, ''))) {
    const message = `${entry} is no name for an automation.`
    return {
      name,
      file,
      text: err(problem('name-invalid', message, 'Name it with small letters, digits and hyphens.')),
    }
  }
  const text = await readText(file, inside)
  if (!text.ok) return { name, file, text }
  return text.value === null ? null : { name, file, text: ok(text.value) }
}

/** The automation's name, or what of a wrong one can be one. */
function nameOf(entry: string): string {
  const plain = entry.replace(/\.ya?ml$/i, '').toLowerCase()
  const name = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 64)
  return name === '' ? 'unnamed' : name
}

function twice(one: FoundFile, other: FoundFile): FoundFile {
  const message = `${one.file} and ${other.file} are the same automation.`
  return { ...one, text: err(problem('twice', message, 'Keep one of them.')) }
}

function vanished(folder: string, code: string): FileProblem {
  const why = code === 'ENOENT' ? 'is not there' : `can't be read (${code})`
  const message = `${folder} ${why}; what its automations said last is kept.`
  return problem('folder-missing', message, 'Put it back where it was, or take the project off the list.')
}
