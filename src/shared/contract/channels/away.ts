import { type } from '@orpc/contract'
import { z } from 'zod'
import type { Digest } from '../../domain/supervision/digest.ts'
import type { RunId } from '../../kernel/ids.ts'
import { procedure } from '../define.ts'
import { idOf } from '../envelope.ts'
import type { HostCheck } from './host.ts'

export const awayChannel = {
  /**
   * What may stop these runs while nobody is there, each with what to do about it before one leaves; of all runs that
   * are not over where none is named.
   */
  preflight: procedure
    .input(z.object({ runs: z.exactOptional(z.array(idOf<RunId>()).max(1000)) }).optional())
    .output(type<readonly HostCheck[]>()),
  /** What happened since (milliseconds since the epoch), and what waits for a person now. */
  digest: procedure
    .input(z.object({ since: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }))
    .output(type<Digest>()),
}
