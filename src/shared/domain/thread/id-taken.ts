import { type Err, err } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'

/** Whoever sends a command mints the ids of what it makes; one that is in use would mix two things up. */
export function idTaken(id: string): Err<Refusal> {
  return err({ code: 'id-taken', message: `The id ${id} is in use; nothing was done.`, remedy: 'Choose fresh ids.' })
}
