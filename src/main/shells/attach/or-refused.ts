import { isDefinedError, safe } from '@orpc/client'
import { failedCall } from './failed-call.ts'
import { Refused } from './failure-exit.ts'
import type { HostClient } from './host-client.ts'

/** The host's answer; its refusal, or its end meanwhile, ends the command. */
export async function orRefused<Value>(client: Pick<HostClient, 'closed'>, asked: Promise<Value>): Promise<Value> {
  const answer = await safe(asked)
  if (!answer.error) return answer.data
  if (isDefinedError(answer.error)) throw new Refused((answer.error as { data: Refused['failure'] }).data)
  return failedCall(client, answer.error)
}
