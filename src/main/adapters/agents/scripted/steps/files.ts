import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { err, ok, type Result } from '../../../../../shared/kernel/result.ts'
import { permitTool } from '../permission.ts'
import type { DeleteStep, EditStep, FileStep, MoveStep, ReadStep, WriteStep } from '../steps.ts'
import { endTool, failTool, progressTool, startTool, type ToolEnd, type ToolStart, textContent } from '../tool-call.ts'
import { fill, type Turn } from '../turn.ts'
import type { StepOutcome } from '../turn-end.ts'
import { resolveInWorktree } from '../worktree-path.ts'

/** A file operation that is ready to be shown and done; the error is why it can't be. */
interface FileWork {
  readonly tool: ToolStart
  readonly act: () => Promise<Result<ToolEnd, string>>
}

const SHOWN_CHARACTERS = 32_768
const DONE: Result<ToolEnd, string> = ok({ status: 'completed' })

/** Does one file step as a tool call. A failure fails the tool call, and the turn goes on as with any agent. */
export async function fileStep(turn: Turn, step: FileStep): Promise<StepOutcome> {
  const work = await prepare(turn, step)
  if (!work.ok) {
    const id = await startTool(turn, { title: titleOf(turn, step), kind: kindOf(step), input: inputOf(turn, step) })
    await failTool(turn, id, work.error)
    return undefined
  }
  const { tool, act } = work.value
  const id = await startTool(turn, tool)
  const permission = step.kind === 'read' ? 'granted' : await permitTool(turn, id, tool)
  if (permission !== 'granted') {
    await failTool(
      turn,
      id,
      permission === 'rejected' ? 'Rejected; nothing was changed.' : 'Cancelled; nothing was changed.',
    )
    return permission === 'cancelled' ? { kind: 'stop', reason: 'cancelled' } : undefined
  }
  await progressTool(turn, id)
  const done = await act().catch((error: unknown) => err(describe(error)))
  if (done.ok) await endTool(turn, id, done.value)
  else await failTool(turn, id, done.error)
  return undefined
}

function prepare(turn: Turn, step: FileStep): Promise<Result<FileWork, string>> {
  switch (step.kind) {
    case 'read':
      return prepareRead(turn, step)
    case 'write':
      return prepareWrite(turn, step)
    case 'edit':
      return prepareEdit(turn, step)
    case 'delete':
      return prepareDelete(turn, step)
    case 'move':
      return prepareMove(turn, step)
  }
}

async function prepareRead(turn: Turn, step: ReadStep): Promise<Result<FileWork, string>> {
  const path = await locate(turn, step.path)
  if (!path.ok) return path
  const act = async () => {
    const text = await readFile(path.value, 'utf8')
    const shown = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}\n[the rest is not shown]` : text
    return ok<ToolEnd>({ status: 'completed', content: [textContent(shown)] })
  }
  return ok({ tool: describeTool(turn, step, [path.value]), act })
}

async function prepareWrite(turn: Turn, step: WriteStep): Promise<Result<FileWork, string>> {
  const path = await locate(turn, step.path)
  if (!path.ok) return path
  const content = fill(turn, step.content)
  const oldText = await readFile(path.value, 'utf8').catch(() => null)
  return ok(replaceContent(describeTool(turn, step, [path.value]), { path: path.value, oldText, newText: content }))
}

async function prepareEdit(turn: Turn, step: EditStep): Promise<Result<FileWork, string>> {
  const path = await locate(turn, step.path)
  if (!path.ok) return path
  const oldText = await readFile(path.value, 'utf8').catch((error: unknown) => err(describe(error)))
  if (typeof oldText !== 'string') return oldText
  const find = fill(turn, step.find)
  const at = oldText.indexOf(find)
  if (at < 0) return err(`The text to find is not in ${step.path}; the file was left as it is.`)
  const newText = oldText.slice(0, at) + fill(turn, step.replace) + oldText.slice(at + find.length)
  return ok(replaceContent(describeTool(turn, step, [path.value]), { path: path.value, oldText, newText }))
}

interface Change {
  readonly path: string
  readonly oldText: string | null
  readonly newText: string
}

function replaceContent(tool: ToolStart, change: Change): FileWork {
  const act = async () => {
    await mkdir(dirname(change.path), { recursive: true })
    await writeFile(change.path, change.newText)
    return ok<ToolEnd>({ status: 'completed', content: [{ type: 'diff', ...change }] })
  }
  return { tool: { ...tool, content: [{ type: 'diff', ...change }] }, act }
}

async function prepareDelete(turn: Turn, step: DeleteStep): Promise<Result<FileWork, string>> {
  const path = await locate(turn, step.path)
  if (!path.ok) return path
  if (isRoot(turn, path.value)) return err('The working directory itself is never deleted.')
  const act = async () => {
    await rm(path.value, { recursive: true })
    return DONE
  }
  return ok({ tool: describeTool(turn, step, [path.value]), act })
}

async function prepareMove(turn: Turn, step: MoveStep): Promise<Result<FileWork, string>> {
  const from = await locate(turn, step.from)
  if (!from.ok) return from
  const to = await locate(turn, step.to)
  if (!to.ok) return to
  if (isRoot(turn, from.value)) return err('The working directory itself is never moved.')
  const act = async () => {
    await stat(from.value)
    await mkdir(dirname(to.value), { recursive: true })
    await rename(from.value, to.value)
    return DONE
  }
  return ok({ tool: describeTool(turn, step, [from.value, to.value]), act })
}

function locate(turn: Turn, path: string): Promise<Result<string, string>> {
  return resolveInWorktree(turn.session.cwd, fill(turn, path))
}

function isRoot(turn: Turn, path: string): boolean {
  return relative(turn.session.cwd, path) === ''
}

function describeTool(turn: Turn, step: FileStep, paths: readonly string[]): ToolStart {
  return { title: titleOf(turn, step), kind: kindOf(step), paths, input: inputOf(turn, step) }
}

function titleOf(turn: Turn, step: FileStep): string {
  const verb = `${step.kind.charAt(0).toUpperCase()}${step.kind.slice(1)}`
  const paths = step.kind === 'move' ? `${step.from} to ${step.to}` : step.path
  return fill(turn, `${verb} ${paths}`)
}

function kindOf(step: FileStep): 'read' | 'edit' | 'delete' | 'move' {
  return step.kind === 'write' ? 'edit' : step.kind
}

function inputOf(turn: Turn, step: FileStep): Record<string, string> {
  const { kind: _, ...fields } = step
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, fill(turn, value)]))
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
