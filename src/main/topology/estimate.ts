import type { Estimate } from '../../shared/contract/channels/topology.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'

export async function estimateWork(): Promise<Result<Estimate, Failure>> {
  return ok({ topology: 'queue', score: 0, reasons: [], pairs: [], commits: 0 })
}
