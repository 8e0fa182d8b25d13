import { watchTerminal } from '../streams/watch-terminal.ts'
import type { TerminalServices } from '../terminal-services.ts'
import { implementer } from './implementer.ts'
import type { OpenPace } from './open-pace.ts'

export function terminalProcedures(terminals: TerminalServices, openPace: OpenPace) {
  const { terminal } = implementer
  return {
    list: terminal.list.handler(({ input }) => terminals.list(input.thread)),
    open: terminal.open.handler(async ({ input, errors }) => {
      const opened = await terminals.open(input)
      if (!opened.ok) throw errors.REFUSED({ message: opened.error.message, data: opened.error })
      return opened.value
    }),
    write: terminal.write.handler(({ input, errors }) => {
      const written = terminals.write(input.terminal, input.text)
      if (!written.ok) throw errors.REFUSED({ message: written.error.message, data: written.error })
    }),
    resize: terminal.resize.handler(({ input, errors }) => {
      const resized = terminals.resize(input.terminal, input.columns, input.rows)
      if (!resized.ok) throw errors.REFUSED({ message: resized.error.message, data: resized.error })
    }),
    close: terminal.close.handler(({ input }) => terminals.close(input.terminal)),
    watch: terminal.watch.handler(({ input, context, errors, signal }) => {
      const followed = terminals.follow(input.terminal)
      if (!followed.ok) throw errors.REFUSED({ message: followed.error.message, data: followed.error })
      return watchTerminal(followed.value, input.after, openPace(context.connection, signal))
    }),
  }
}
