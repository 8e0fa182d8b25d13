import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { ProgramCall, ServiceManager } from './service-manager.ts'

/** How a program ended that was called; `found: false` where there is none of that name. */
export interface CallOutcome {
  readonly found: boolean
  readonly code: number | null
  readonly output: string
}

export type CallProgram = (call: ProgramCall) => CallOutcome

export interface ServiceStatus {
  readonly manager: string
  readonly file: string
  /** `other`: its file is there, and says something else than this Switchyard would write. */
  readonly installed: 'yes' | 'other' | 'no'
  readonly running: boolean
}

/** Writes the file and has the manager start it. What was there before is replaced; repeating it is harmless. */
export async function installService(
  manager: ServiceManager,
  call: CallProgram,
): Promise<Result<ServiceStatus, Failure>> {
  const probed = call(manager.probe)
  if (!probed.found || probed.code !== 0) return err(missing(manager, probed))
  const before = await textOf(manager)
  const written = await write(manager, manager.text)
  if (!written.ok) return written
  // One that runs already would go on as it was.
  if (before !== null) for (const step of manager.uninstall) call(step)
  for (const step of manager.install) {
    const done = call(step)
    if (done.code === 0) continue
    if (before === null) await rm(manager.file, { force: true })
    else await write(manager, before)
    return err(refused(manager, step, done))
  }
  return ok(await serviceStatus(manager, call))
}

/** Ends it and removes its file; one that isn't installed is left as it is. */
export async function uninstallService(
  manager: ServiceManager,
  call: CallProgram,
): Promise<Result<ServiceStatus, Failure>> {
  if ((await textOf(manager)) === null) return ok(await serviceStatus(manager, call))
  for (const step of manager.uninstall) call(step)
  const status = await serviceStatus(manager, call)
  if (status.running) return err(stillRunning(manager))
  await rm(manager.file, { force: true })
  for (const step of manager.afterwards) call(step)
  return ok({ ...status, installed: 'no' })
}

export async function serviceStatus(manager: ServiceManager, call: CallProgram): Promise<ServiceStatus> {
  const text = await textOf(manager)
  const same = text === manager.text ? 'yes' : 'other'
  return {
    manager: manager.name,
    file: manager.file,
    installed: text === null ? 'no' : same,
    running: text !== null && call(manager.running).code === 0,
  }
}

const byteOrderMark = '\uFEFF'

async function textOf({ encoding, file }: ServiceManager): Promise<string | null> {
  const text = await readFile(file, encoding).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return null
    throw error
  })
  return text === null ? null : text.replace(byteOrderMark, '')
}

async function write({ encoding, file }: ServiceManager, text: string): Promise<Result<void, Failure>> {
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, encoding === 'utf16le' ? byteOrderMark + text : text, { encoding, mode: 0o600 })
    return ok(undefined)
  } catch (error) {
    const message = `${file} can't be written (${systemCode(error)}). No service was installed.`
    return err(failure('service-unwritable', message, 'Make its folder writable, then try again.'))
  }
}

function missing({ name }: ServiceManager, { found, output }: CallOutcome): Failure {
  const why = found ? `it answered: ${output.trim().slice(0, 300)}` : 'its program is not on the search path'
  return failure(
    'service-manager-missing',
    `${name} can't be used here: ${why}. Nothing was installed.`,
    'Print what would be installed with "switchyard service install --print", and set that up by hand.',
  )
}

function refused({ name }: ServiceManager, step: ProgramCall, { output }: CallOutcome): Failure {
  return failure(
    'service-refused',
    `${name} refused "${step.join(' ')}": ${output.trim().slice(0, 300)}. The service's file is as it was before.`,
    `Look at what ${name} says, then try again.`,
  )
}

function stillRunning({ name }: ServiceManager): Failure {
  return failure(
    'service-running',
    `${name} has not ended the service; its file is still there.`,
    'Try again in a minute.',
  )
}
