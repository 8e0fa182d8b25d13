import type { Command } from 'commander'
import type { ThreadId } from '../../../../shared/kernel/ids.ts'
import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { checkLines } from '../../answers/check-lines.ts'
import { type Pages, visible } from '../../answers/output.ts'
import { detailLines, threadLines } from '../../answers/text.ts'
import { threadDetail, threadView } from '../../answers/views.ts'
import { threadNamed } from '../../attach/find-thread.ts'
import type { CommonOptions, OpenContext } from '../context.ts'
import type { Reader } from '../reader.ts'
import { withReader } from '../with-host.ts'

export function addQueries(program: Command, open: OpenContext): void {
  program
    .command('threads')
    .description('list the threads, newest first')
    .action((flags: CommonOptions) => {
      const context = open(flags)
      return withReader(context, async ({ model }) => {
        const known = [...model.thread.values()].sort((left, right) => right.createdAt - left.createdAt)
        const threads = known.map((thread) => threadView(model, thread))
        context.output.answer({ threads }, () => threadLines(threads))
      })
    })

  program
    .command('show <thread>')
    .description('show one thread, with its open requests')
    .action((id: string, flags: CommonOptions) => {
      const context = open(flags)
      return withReader(context, async (reader) => {
        const model = await reader.modelWith(id as ThreadId)
        const detail = threadDetail(model, threadNamed(model, id))
        context.output.answer(detail, () => detailLines(detail))
      })
    })

  program
    .command('diff <thread>')
    .description('show what a thread has changed since it started')
    .action((id: string, flags: CommonOptions) => {
      const context = open(flags)
      return withReader(context, async (reader) => {
        const diff = await reader.diff(await known(reader, id))
        context.output.answer({ thread: id, ...diff }, () => visible(diff.patch))
      })
    })

  program
    .command('transcript <thread>')
    .description('show the conversation of a thread')
    .action((id: string, flags: CommonOptions) => {
      const context = open(flags)
      return withReader(context, async (reader) => {
        const pages = entriesOf(reader.transcript(await known(reader, id)))
        await context.output.list({ head: { thread: id }, name: 'entries', pages })
      })
    })

  program
    .command('doctor')
    .description('check what works on this machine, and what to do about the rest')
    .action((flags: CommonOptions) => {
      const context = open(flags)
      return withReader(context, async (reader) => {
        const checks = await reader.doctor()
        context.output.answer({ checks }, () => checkLines(checks))
      })
    })
}

async function* entriesOf(pages: AsyncIterable<readonly TranscriptRow[]>): Pages {
  for await (const rows of pages) {
    yield rows.map((entry) => ({
      value: entry,
      text: () => `${entry.kind}: ${visible(entry.text || JSON.stringify(entry.head))}`,
    }))
  }
}

/** The id, once it is known to be one. */
async function known(reader: Reader, id: string): Promise<ThreadId> {
  return threadNamed(await reader.modelWith(id as ThreadId), id).id
}
