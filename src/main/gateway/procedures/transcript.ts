import { type TranscriptSource, watchTranscript } from '../streams/watch-transcript.ts'
import { implementer } from './implementer.ts'
import type { OpenPace } from './open-pace.ts'

export function transcriptProcedures(source: TranscriptSource, openPace: OpenPace) {
  const { transcript } = implementer
  return {
    page: transcript.page.handler(({ input }) => {
      const { thread, limit, before } = input
      return source.read(thread, { kind: 'tail', limit, ...(before === undefined ? {} : { before }) })
    }),
    watch: transcript.watch.handler(({ input, context, signal }) =>
      watchTranscript(source, input, openPace(context.connection, signal)),
    ),
  }
}
