import type { Mail } from './mail.ts'
import { contractIn, meets, type Place, placesIn, type Said, saidIn, sayingOf } from './words.ts'
import type { Need, PlannedEdit, WorldTask } from './world.ts'

/** How an agent reaches others; each takes the time that it costs. */
export interface Voice {
  /** The team that it is in now; null where it works alone. */
  team(): Promise<Team | null>
  broadcast(text: string): Promise<void>
  send(to: string, text: string): Promise<void>
  /** Answers with the version; null where somebody else has published under that name. */
  publish(contract: { readonly name: string; readonly text: string; readonly note: string }): Promise<number | null>
  read(name: string): Promise<{ readonly text: string; readonly version: number; readonly by: string } | null>
  confirm(name: string, version: number): Promise<void>
}

export interface Peer {
  readonly thread: string
  readonly title: string
}

export interface Team {
  readonly peers: readonly Peer[]
  /** A negotiation is open: whoever is party of it is told of contracts by the host. */
  readonly settles: boolean
}

export interface TalkParts {
  readonly task: WorldTask
  readonly voice: Voice
  /** Line of an edit in the version that everybody started from. */
  readonly lineOf: (edit: PlannedEdit) => number
  readonly isDone: (edit: PlannedEdit) => boolean
  /** Milliseconds. */
  readonly now: () => number
}

/** How long the next in line waits before it speaks in another's place, milliseconds. */
const turnToSpeakMs = 180_000
/** How long an agent puts off what it might be told something about, milliseconds. */
const patienceMs = { place: 10 * 60_000, need: 8 * 60_000 } as const

/**
 * What one agent knows of the others and does about it: it says what it touches where nobody told it whom that
 * concerns, settles lines that two mean by a contract before it changes them, and gives or asks for interfaces.
 */
export class Talk {
  readonly #parts: TalkParts
  #team: Team | null = null
  /** Something was heard that may ask for words. */
  #news = true
  #announced = false
  #introduced = false
  readonly #met: Place[] = []
  /** Threads that said they change the same lines. */
  readonly #meeting = new Set<string>()
  #metAt = 0
  readonly #wanted = new Map<string, Set<string>>()
  readonly #told = new Set<string>()
  /** Lines that somebody keeps by a contract: others change that file elsewhere. */
  readonly #kept = new Map<string, 'mine' | 'theirs'>()
  readonly #interfaces = new Set<string>()
  #askedAt: number | null = null
  readonly #toRead: string[] = []
  readonly #toConfirm = new Map<string, number>()
  readonly #toSay = new Map<string, string>()

  constructor(parts: TalkParts) {
    this.#parts = parts
  }

  get inTeam(): boolean {
    return this.#team !== null
  }

  /** Nobody has answered what it asked for. */
  get gaveUp(): boolean {
    return this.#askedAt !== null && this.#parts.now() - this.#askedAt >= patienceMs.need
  }

  knows({ symbol }: Need): boolean {
    return this.#interfaces.has(symbol)
  }

  /** Whether the lines of a file are somebody else's by a contract. */
  yields({ path }: PlannedEdit): boolean {
    return this.#kept.get(path) === 'theirs'
  }

  /** Takes in what a message says; acting on it comes later. */
  hear({ from, kind, text }: Mail): void {
    this.#news = true
    if (kind === 'introduction') {
      this.#introduced = true
      this.#meet(placesIn(text))
      return
    }
    const contract = contractIn(text)
    if (contract !== null && from !== null) {
      this.#keep(from.thread, saidIn(text))
      this.#toConfirm.set(contract.name, contract.version)
      return
    }
    if (from !== null) this.#learn(from.thread, saidIn(text))
  }

  /** Its team is over, or was never there. */
  alone(): void {
    this.#team = null
    this.#news = true
  }

  /** Says what is to be said now. */
  async act(): Promise<void> {
    const { task, voice } = this.#parts
    if (!this.#news && !task.edits.some((edit) => this.#isOpen(edit))) return
    this.#news = false
    this.#team = await voice.team()
    if (this.#team === null) return
    await this.#announce(this.#team)
    for (const name of this.#toRead.splice(0)) await this.#read(name)
    await this.#giveInterfaces()
    await this.#settlePlaces(this.#team)
    for (const [thread, saying] of [...this.#toSay]) {
      this.#toSay.delete(thread)
      await voice.send(thread, saying)
    }
    for (const [name, version] of [...this.#toConfirm]) {
      this.#toConfirm.delete(name)
      await voice.confirm(name, version)
    }
  }

  /** Whether it is better to do something else first: somebody may be about to say how. */
  putsOff(edit: PlannedEdit, missing: boolean): boolean {
    if (!this.inTeam) return false
    if (missing && this.#askedAt !== null && !this.gaveUp) return true
    return this.#isOpen(edit) && this.#parts.now() - this.#metAt < patienceMs.place
  }

  /** Asks for interfaces that it can't find. */
  async ask(needs: readonly Need[]): Promise<void> {
    if (this.#askedAt !== null) return
    this.#askedAt = this.#parts.now()
    if (!this.#announced && this.#team !== null) await this.#toAll(this.#team, sayingOf({ needs }))
  }

  async #announce(team: Team): Promise<void> {
    if (this.#announced || this.#met.length > 0 || !this.#introduced) return
    this.#announced = true
    const { task } = this.#parts
    const left = task.edits.filter((edit) => !this.#parts.isDone(edit))
    const adds = task.edits.flatMap(({ path, provides }) =>
      provides === undefined ? [] : [{ path, symbol: provides }],
    )
    const needs = uniqueNeeds(left.flatMap((edit) => edit.needs ?? []))
    await this.#toAll(team, sayingOf({ changes: task.edits.map((edit) => this.#placeOf(edit)), adds, needs }))
  }

  async #toAll({ peers }: Team, text: string): Promise<void> {
    const [only, ...more] = peers
    if (only === undefined) return
    if (more.length === 0) await this.#parts.voice.send(only.thread, text)
    else await this.#parts.voice.broadcast(text)
  }

  #learn(thread: string, { changed, changes, contracts, needs }: Said): void {
    if (this.#meet(changes)) this.#meeting.add(thread)
    const { isDone, task } = this.#parts
    for (const { path } of changed) {
      const mine = task.edits.filter((edit) => edit.path === path)
      if (!mine.some(isDone)) this.#kept.set(path, 'theirs')
    }
    this.#toRead.push(...contracts)
    for (const { symbol } of needs) {
      const { edits } = this.#parts.task
      if (!edits.some(({ provides }) => provides === symbol)) continue
      this.#wanted.set(symbol, (this.#wanted.get(symbol) ?? new Set()).add(thread))
    }
  }

  /** Only what concerns its own lines is worth a word. */
  #meet(places: readonly Place[]): boolean {
    const mine = this.#parts.task.edits.map((edit) => this.#placeOf(edit))
    const met = mine.filter((own) => places.some((place) => meets(place, own)))
    const fresh = met.filter((own) => !this.#met.some((place) => meets(place, own)))
    if (fresh.length > 0) this.#metAt = this.#parts.now()
    this.#met.push(...fresh)
    return met.length > 0
  }

  /** What it has changed in somebody else's lines already it says, so that those go elsewhere. */
  #keep(thread: string, { adds, changes }: Said): void {
    const { isDone, task } = this.#parts
    for (const { path } of changes) {
      if (this.#kept.has(path)) continue
      this.#kept.set(path, 'theirs')
      const done = task.edits.filter((edit) => edit.path === path && isDone(edit))
      const changed = done.map((edit) => this.#placeOf(edit))
      if (changed.some((own) => changes.some((place) => meets(place, own))))
        this.#toSay.set(thread, sayingOf({ changed }))
    }
    for (const { symbol } of adds) this.#interfaces.add(symbol)
  }

  async #read(name: string): Promise<void> {
    const found = await this.#parts.voice.read(name)
    if (found === null) return
    this.#keep(found.by, saidIn(found.text))
    this.#toConfirm.set(name, found.version)
  }

  async #giveInterfaces(): Promise<void> {
    const { task, voice } = this.#parts
    for (const [symbol, threads] of this.#wanted) {
      const name = `api/${symbol}`
      const fresh = [...threads].filter((thread) => !this.#told.has(`${thread} ${symbol}`))
      const edit = task.edits.find(({ provides }) => provides === symbol)
      if (fresh.length === 0 || edit === undefined) continue
      if (!this.#interfaces.has(symbol)) {
        this.#interfaces.add(symbol)
        const text = sayingOf({ adds: [{ path: edit.path, symbol }] })
        await voice.publish({ name, text, note: 'What others may build on.' })
      }
      for (const thread of fresh) {
        this.#told.add(`${thread} ${symbol}`)
        await voice.send(thread, sayingOf({ contracts: [name] }))
      }
    }
  }

  /** One of those who mean the same lines keeps them: who has changed them already, else the first by name. */
  async #settlePlaces(team: Team): Promise<void> {
    const { isDone, now, task, voice } = this.#parts
    const open = task.edits.filter((edit) => this.#isOpen(edit))
    const [first] = open
    if (first === undefined) return
    const others = team.peers.filter(({ thread }) => this.#meeting.size === 0 || this.#meeting.has(thread))
    const rank = others.filter(({ title }) => title < task.title).length
    if (!open.some(isDone) && now() - this.#metAt < rank * turnToSpeakMs) return
    for (const { path } of open) this.#kept.set(path, 'mine')
    const text = sayingOf({ changes: open.map((edit) => this.#placeOf(edit)) })
    const name = `places/${first.path}`.slice(0, 64)
    const version = await voice.publish({ name, text, note: 'These lines are mine; change the file elsewhere.' })
    if (version === null) {
      for (const { path } of open) this.#kept.delete(path)
      await this.#read(name)
      return
    }
    this.#toConfirm.set(name, version)
    if (!team.settles) await this.#toThese(others, team, sayingOf({ contracts: [name] }))
  }

  async #toThese(peers: readonly Peer[], team: Team, text: string): Promise<void> {
    if (peers.length === team.peers.length) return this.#toAll(team, text)
    for (const { thread } of peers) await this.#parts.voice.send(thread, text)
  }

  #isOpen(edit: PlannedEdit): boolean {
    return !this.#kept.has(edit.path) && this.#met.some((place) => meets(place, this.#placeOf(edit)))
  }

  #placeOf(edit: PlannedEdit): Place {
    const line = this.#parts.lineOf(edit)
    return { path: edit.path, from: line, to: line }
  }
}

function uniqueNeeds(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.map((need) => [need.symbol, need])).values()]
}
