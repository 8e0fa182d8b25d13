import type { Decide } from '../../decision.ts'
import { endTurn } from '../end-turn.ts'

/** Asks the agent to end its turn; its process stays for the next prompt. */
export const decideInterrupt: Decide<'thread.interrupt'> = (model, payload) =>
  endTurn(model, payload.thread, 'interrupt')

/** Ends the turn and the agent's processes. */
export const decideStop: Decide<'thread.stop'> = (model, payload) => endTurn(model, payload.thread, 'stop')
