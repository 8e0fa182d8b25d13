import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ok } from '../../../shared/kernel/result.ts'
import type { Ask } from './client.ts'
import { type Asking, listBack, listSince } from './listing.ts'

interface Row {
  readonly id: number
  updatedAt: number
}

const pageSize = 3

/** A list that changes between two pages. */
class Shifting {
  readonly rows: Row[] = []
  readonly #changes: number[]
  now = 1000

  constructor(rows: number, changes: readonly number[]) {
    this.#changes = [...changes]
    for (let id = 1; id <= rows; id += 1) this.rows.push({ id, updatedAt: this.tick() })
  }

  tick(): number {
    this.now += 1000
    return this.now
  }

  readonly asking = (direction: 'asc' | 'desc'): Asking => {
    return async ({ parameters }: Ask) => {
      const since = Date.parse(String(parameters.since ?? '1970-01-01T00:00:00Z'))
      const page = Number(parameters.page)
      const found = this.rows
        .filter((row) => row.updatedAt >= since)
        .sort((one, other) => one.updatedAt - other.updatedAt)
      if (direction === 'desc') found.reverse()
      const data = found.slice((page - 1) * pageSize, page * pageSize).map((row) => ({ ...row }))
      this.#change()
      return ok({ status: 200, data, etag: `${page}`, more: found.length > page * pageSize, at: this.now })
    }
  }

  /** Adds a row, or updates one. */
  #change(): void {
    const change = this.#changes.shift()
    if (change === undefined) return
    const row = this.rows[change % (this.rows.length + 1)]
    if (row === undefined) this.rows.push({ id: this.rows.length + 1, updatedAt: this.tick() })
    else row.updatedAt = this.tick()
  }
}

const listing = {
  ask: { method: 'GET' as const, path: '/', parameters: {}, what: 'rows' },
  seen: { etag: null },
  parse: (data: unknown) => ok(data as readonly Row[]),
  id: ({ id }: Row) => id,
}

describe('a list that changes while its pages are read', () => {
  const changes = fc.array(fc.nat(40), { maxLength: 25 })

  async function rowsOf(list: Shifting, direction: 'asc' | 'desc', since: number): Promise<readonly Row[]> {
    const asking = list.asking(direction)
    const wanted = (row: Row) => row.updatedAt >= since
    const back = () => listBack(asking, listing, { wanted, more: true, steady: false })
    const listed = await (direction === 'asc' ? listSince(asking, since, listing) : back())
    return listed.ok ? (listed.value.rows ?? []) : []
  }

  it.each(['asc', 'desc'] as const)('loses nothing, listed %s', async (direction) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(30), changes, async (count, moves) => {
        const list = new Shifting(count, moves)
        const seen = new Map<number, number>()
        let since = 0
        for (let look = 0; look < 30; look += 1) {
          const rows = await rowsOf(list, direction, since)
          const times = rows.map(({ updatedAt }) => updatedAt)
          expect(times).toEqual(times.toSorted((one, other) => one - other))
          for (const row of rows) seen.set(row.id, row.updatedAt)
          since = Math.max(since, ...times)
        }
        const last = list.rows.map(({ id, updatedAt }) => [id, updatedAt])
        expect([...seen].sort(([one], [other]) => one - other)).toEqual(last)
      }),
      { numRuns: 200 },
    )
  })

  it('is read to its end where very many have the same time', async () => {
    const list = new Shifting(0, [])
    for (let id = 1; id <= 100; id += 1) list.rows.push({ id, updatedAt: 5000 })
    expect(await listSince(list.asking('asc'), 0, listing)).toMatchObject({ value: { cut: true } })
    const listed = await listSince(list.asking('asc'), 5000, listing)
    expect(listed).toMatchObject({ value: { cut: false } })
    expect(listed.ok && listed.value.rows?.length).toBe(100)
  })

  it('has no tag where it had more than one page, since that tells of the first only', async () => {
    const [short, long] = [new Shifting(3, []), new Shifting(4, [])]
    expect(await listSince(short.asking('asc'), 0, listing)).toMatchObject({ value: { etag: '1' } })
    expect(await listSince(long.asking('asc'), 0, listing)).toMatchObject({ value: { etag: null } })
  })
})
