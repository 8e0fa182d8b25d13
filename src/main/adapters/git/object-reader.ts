import { err, ok } from '../../../shared/kernel/result.ts'
import type { GitFailure, GitResult } from '../../ports/git.ts'
import type { ManagedProcess } from '../../ports/process.ts'
import { gitFailed } from './failures.ts'
import type { GitRunner } from './runner.ts'

export interface GitObject {
  readonly oid: string
  readonly type: string
  readonly content: Buffer
}

export interface ObjectInfo {
  readonly oid: string
  readonly type: string
  /** Of the content, in bytes. */
  readonly size: number
}

export interface ObjectReader {
  /** What an object is, without its content. */
  info(name: string): GitResult<ObjectInfo | null>
  /** Null when the repository has no such object. `name` is anything git resolves, without line breaks. */
  read(name: string): GitResult<GitObject | null>
  close(): Promise<void>
}

type Verb = 'contents' | 'info'
type Answer = GitObject | ObjectInfo

interface Waiting {
  readonly verb: Verb
  readonly resolve: (answer: Answer | null) => void
  readonly lost: () => void
}

interface Connection {
  readonly process: ManagedProcess
  readonly waiting: Waiting[]
  ended: boolean
}

const CLOSE_GRACE_MS = 500

/** One long-lived `cat-file --batch-command` for a repository; opened at the first read, opened again when its process dies. */
export function createObjectReader(runner: GitRunner, gitDirectory: string): ObjectReader {
  let connection: Promise<Connection | GitFailure> | undefined
  let closed = false

  const connect = async (): Promise<Connection | GitFailure> => {
    const opened = await runner.open({ args: ['cat-file', '--batch-command'], gitDirectory })
    if (!opened.ok) return opened.error
    return attach(opened.value)
  }

  const current = async (): Promise<Connection | GitFailure> => {
    const opening = connection ?? connect()
    connection = opening
    const found = await opening
    if ('process' in found && !found.ended) return found
    // Whoever notices first opens the next one; the others join it.
    if (connection === opening) connection = connect()
    return connection ?? found
  }

  const ask = async (verb: Verb, name: string): Promise<Answer | null | undefined | GitFailure> => {
    const found = await current()
    if (!('process' in found)) return found
    return new Promise((resolve) => {
      found.waiting.push({ verb, resolve, lost: () => resolve(undefined) })
      found.process.stdin.write(`${verb} ${name}\n`)
    })
  }

  const answered = async (verb: Verb, name: string): GitResult<Answer | null> => {
    for (let attempt = 0; attempt < 2 && !closed; attempt += 1) {
      const answer = await ask(verb, name)
      if (answer === undefined) continue
      if (answer !== null && 'code' in answer) return err(answer)
      return ok(answer)
    }
    return err(gitFailed('Git ended while it read an object.', 'Try again.'))
  }

  return {
    read: (name) => answered('contents', name) as GitResult<GitObject | null>,
    info: (name) => answered('info', name) as GitResult<ObjectInfo | null>,
    async close() {
      closed = true
      const found = await connection
      if (found !== undefined && 'process' in found) await found.process.terminate(CLOSE_GRACE_MS)
    },
  }
}

function attach(process: ManagedProcess): Connection {
  const connection: Connection = { process, waiting: [], ended: false }
  const parser = createBatchParser(
    (answer) => connection.waiting.shift()?.resolve(answer),
    () => connection.waiting[0]?.verb ?? 'contents',
  )
  process.stdout.on('data', parser)
  process.stderr.resume()
  // Whoever waits is told when the process has ended; the broken pipe says nothing more.
  process.stdin.on('error', () => undefined)
  void process.exited.then(() => {
    connection.ended = true
    for (const waiting of connection.waiting.splice(0)) waiting.lost()
  })
  return connection
}

/**
 * Takes output in any pieces and calls back once for each answer; `asked` says what the next one answers.
 * Exported for its test.
 */
export function createBatchParser(
  onAnswer: (answer: Answer | null) => void,
  asked: () => Verb = () => 'contents',
): (chunk: Buffer) => void {
  let chunks: Buffer[] = []
  let size = 0
  let needed = 1
  const step = (buffer: Buffer): number => {
    const line = buffer.indexOf(0x0a)
    if (line < 0) return 0
    const header = buffer.toString('utf8', 0, line)
    const match = /^([0-9a-f]+) (commit|tree|blob|tag) (\d+)$/.exec(header)
    if (match === null) {
      onAnswer(null)
      return line + 1
    }
    const [, oid = '', type = '', size = ''] = match
    if (asked() === 'info') {
      onAnswer({ oid, type, size: Number(size) })
      return line + 1
    }
    const end = line + 1 + Number(size)
    if (buffer.length <= end) {
      needed = end + 1
      return 0
    }
    onAnswer({ oid, type, content: Buffer.from(buffer.subarray(line + 1, end)) })
    return end + 1
  }
  return (chunk) => {
    chunks.push(chunk)
    size += chunk.length
    if (size < needed) return
    let rest = chunks.length === 1 ? chunk : Buffer.concat(chunks)
    needed = 1
    for (let used = step(rest); used > 0; used = step(rest)) {
      rest = rest.subarray(used)
      needed = 1
    }
    chunks = rest.length === 0 ? [] : [rest]
    size = rest.length
  }
}
