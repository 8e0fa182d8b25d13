import { type Failure, failure } from '../kernel/failure.ts'
import { err, ok, type Result } from '../kernel/result.ts'

/** Grows when something is taken away or changes its meaning; additions keep it. */
export const contractVersion = 1

/** Whether a client of this version may talk to a host that speaks version `hosts`. */
export function checkContract(hosts: number): Result<void, Failure<'contract-version'>> {
  if (hosts === contractVersion) return ok(undefined)
  return err(
    failure(
      'contract-version',
      `The host speaks contract ${hosts}, this client ${contractVersion}. Nothing was sent.`,
      {
        remedy: 'Reload the page, or use the command line of the same version as the host.',
        facts: { host: hosts, client: contractVersion },
      },
    ),
  )
}
