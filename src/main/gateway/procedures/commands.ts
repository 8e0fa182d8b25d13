import type { Engine } from '../../engine/engine.ts'
import { implementer } from './implementer.ts'

export function commandProcedures(engine: Engine) {
  return {
    send: implementer.commands.send.handler(async ({ input, errors }) => {
      const answer = await engine.submit({ ...input, actor: 'person' })
      if (!answer.ok) throw errors.REFUSED({ message: answer.error.message, data: answer.error })
      return { sequence: answer.value.sequence }
    }),
  }
}
