import type { Failure } from '../../shared/kernel/failure.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import type { GitPort } from '../ports/git.ts'
import type { StorePort } from '../ports/store.ts'
import { CoChangeIndex } from './co-change-index.ts'
import { projectPaths } from './project-paths.ts'

/** Commits of a project that are mined at most: older ones say little about how it is built now. */
const mostCommits = 5_000
/** Pieces in which a history is kept before they are put together. */
const mostChunks = 16

export interface HistoryParts {
  readonly git: Pick<GitPort, 'coChanges'>
  readonly store: Pick<StorePort, 'loadKept' | 'keep'>
  readonly problem: (message: string, error: unknown) => void
}

/** A project, known or not: its folder in a repository. */
export interface HistoryOf {
  readonly gitDirectory: string
  readonly prefix: string
}

/** One step of mining, as it is kept: paths by number, and what each commit changed, the oldest first. */
interface Chunk {
  readonly tip: string
  readonly paths: readonly string[]
  readonly commits: readonly (readonly number[])[]
}

interface Mined {
  readonly index: CoChangeIndex
  readonly chunks: Chunk[]
}

/** What changed together in the projects' repositories: mined once, then only what is new, and kept over restarts. */
export class Histories {
  readonly #parts: HistoryParts
  readonly #mined = new Map<string, Promise<Mined>>()
  #closed = false

  constructor(parts: HistoryParts) {
    this.#parts = parts
  }

  /** With everything up to commit `tip`; where git fails, what was known before. */
  async upTo(project: HistoryOf, tip: string | null): Promise<CoChangeIndex> {
    const area = areaOf(project)
    const earlier = this.#mined.get(area) ?? this.#load(area)
    const mined = earlier.then((known) => (tip === null ? known : this.#advance(project, known, tip)))
    this.#mined.set(area, mined)
    return (await mined).index
  }

  /** Whoever asks from here on gets what is known; resolves when nothing is mined any more. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.allSettled(this.#mined.values())
  }

  async #load(area: string): Promise<Mined> {
    const kept = await this.#parts.store.loadKept(area)
    const ordered = [...kept].sort(([one], [other]) => Number(one) - Number(other))
    return fromChunks(ordered.map(([, value]) => value as unknown as Chunk))
  }

  async #advance(project: HistoryOf, known: Mined, tip: string): Promise<Mined> {
    if (this.#closed || known.chunks.some((chunk) => chunk.tip === tip)) return known
    const after = known.chunks.at(-1)?.tip ?? null
    const query = { gitDirectory: project.gitDirectory, from: tip, limit: mostCommits }
    const newer = await this.#parts.git.coChanges({ ...query, after })
    if (newer.ok) return this.#grow(project, known, chunkOf(project, tip, newer.value))
    // What it was mined up to is gone: somebody wrote the history anew.
    const whole = after === null ? newer : await this.#parts.git.coChanges({ ...query, after: null })
    if (whole.ok) return this.#replace(project, known, chunkOf(project, tip, whole.value))
    this.#parts.problem('the history of a project could not be read', whole.error)
    return known
  }

  async #grow(project: HistoryOf, { chunks, index }: Mined, chunk: Chunk): Promise<Mined> {
    if (chunks.length >= mostChunks) return this.#replace(project, { chunks, index }, joined([...chunks, chunk]))
    index.add(commitsOf(chunk))
    chunks.push(chunk)
    await this.#keep(project, new Map([[String(chunks.length), chunk as unknown as JsonValue]]))
    return { chunks, index }
  }

  async #replace(project: HistoryOf, { chunks }: Mined, chunk: Chunk): Promise<Mined> {
    const gone = chunks.map((_, at): [string, JsonValue] => [String(at + 1), null])
    await this.#keep(project, new Map([...gone, ['1', chunk as unknown as JsonValue]]))
    return fromChunks([chunk])
  }

  async #keep(project: HistoryOf, values: ReadonlyMap<string, JsonValue>): Promise<void> {
    const kept = await this.#parts.store.keep(areaOf(project), values)
    if (!kept.ok) this.#notKept(kept.error)
  }

  #notKept(error: Failure): void {
    this.#parts.problem('what was mined of a history could not be kept, it is mined again at the next start', error)
  }
}

function areaOf({ gitDirectory, prefix }: HistoryOf): string {
  return `history ${gitDirectory} ${prefix}`
}

function fromChunks(chunks: Chunk[]): Mined {
  const index = new CoChangeIndex()
  for (const chunk of chunks) index.add(commitsOf(chunk))
  return { index, chunks }
}

function* commitsOf({ commits, paths }: Chunk): Iterable<readonly string[]> {
  for (const commit of commits) yield commit.map((number) => paths[number] ?? '')
}

/** `commits`: newest first, as git tells them, from the top of the repository. */
function chunkOf({ prefix }: HistoryOf, tip: string, commits: readonly { readonly paths: readonly string[] }[]): Chunk {
  const { toProject } = projectPaths(prefix)
  return packed(
    tip,
    commits.toReversed().map(({ paths }) => paths.map(toProject)),
  )
}

function joined(chunks: readonly Chunk[]): Chunk {
  const commits = chunks.flatMap((chunk) => [...commitsOf(chunk)])
  return packed(chunks.at(-1)?.tip ?? '', commits.slice(-mostCommits))
}

function packed(tip: string, commits: readonly (readonly string[])[]): Chunk {
  const numbers = new Map<string, number>()
  const numberOf = (path: string) => {
    const number = numbers.get(path) ?? numbers.size
    numbers.set(path, number)
    return number
  }
  const numbered = commits.map((paths) => paths.map(numberOf))
  return { tip, paths: [...numbers.keys()], commits: numbered }
}
