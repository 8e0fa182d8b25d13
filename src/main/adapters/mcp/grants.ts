import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../ports/clock.ts'
import { Allowance } from './allowance.ts'

/** One session that was let in. */
export interface Admitted {
  readonly id: string
  readonly thread: ThreadId
  readonly allowance: Allowance
  /** Aborted when its session has ended. */
  readonly ended: AbortSignal
}

interface Kept extends Admitted {
  readonly secret: Buffer
  readonly end: AbortController
}

/** Who may come in. Tokens last as long as this process: a host that restarts hands out new ones. */
export class Grants {
  readonly #kept = new Map<string, Kept>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  mint(thread: ThreadId): { readonly token: string; readonly revoke: () => void } {
    const id = randomBytes(12).toString('base64url')
    const secret = randomBytes(32).toString('base64url')
    const end = new AbortController()
    const allowance = new Allowance(this.#clock)
    this.#kept.set(id, { id, thread, secret: digest(secret), allowance, end, ended: end.signal })
    return { token: `${id}.${secret}`, revoke: () => this.#revoke(id) }
  }

  /** Whom an Authorization header lets in; takes the same time whatever of the secret is wrong. */
  admit(header: string | undefined): Admitted | null {
    const [, id = '', secret = ''] = /^Bearer ([\w-]{1,64})\.([\w-]{1,128})$/i.exec(header ?? '') ?? []
    const kept = this.#kept.get(id)
    const same = timingSafeEqual(digest(secret), kept?.secret ?? nobody)
    return kept !== undefined && same ? kept : null
  }

  clear(): void {
    for (const id of this.#kept.keys()) this.#revoke(id)
  }

  #revoke(id: string): void {
    this.#kept.get(id)?.end.abort()
    this.#kept.delete(id)
  }
}

const nobody = randomBytes(32)

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
