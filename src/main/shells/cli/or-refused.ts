import { isDefinedError, safe } from '@orpc/client'
import { Refused } from './failure-exit.ts'

/** The host's answer; its refusal ends the command. */
export async function orRefused<Value>(asked: Promise<Value>): Promise<Value> {
  const answer = await safe(asked)
  if (!answer.error) return answer.data
  if (isDefinedError(answer.error)) throw new Refused((answer.error as { data: Refused['failure'] }).data)
  throw answer.error
}
