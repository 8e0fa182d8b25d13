import { useState } from 'react'
import { answerQuestion, askable } from '../../../../shared/domain/run/answers.ts'
import { taskView } from '../../../../shared/domain/run/progress.ts'
import { tasksOf } from '../../../../shared/domain/run/queries.ts'
import type { Run } from '../../../../shared/domain/run/state.ts'
import { useNow } from '../../../client/clock.ts'
import { useKept } from '../../../client/kept.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { useHost } from '../../../client/store.ts'
import { formatRoute } from '../../../lib/route.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { announce } from '../../../ui/announce.tsx'
import { Button } from '../../../ui/button.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Scroller } from '../../../ui/scroller.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useFollow } from '../timeline/use-follow.ts'
import { type KeptAnswer, suggestions, withAnswer } from './kept-answers.ts'
import { linkParts, type Named } from './link-parts.ts'

/** Questions about a run, answered from what is recorded, without any agent. */
export function Ask({ run }: { readonly run: Run }) {
  const [answers, keep] = useKept<KeptAnswer[]>(`run.ask.${run.id}`, [])
  const [draft, setDraft] = useState('')
  const now = useNow(10_000)
  const tasks = useModel((model) => tasksOf(model, run.id))
  const { onScroll, scroller } = useFollow(answers.length, run.id)
  const put = (question: string) => {
    if (question.trim() === '') return
    const at = Date.now()
    const { text } = answerQuestion(useHost.getState().model, run, { question, now })
    keep(withAnswer(answers, { question: question.trim(), text, at }))
    announce(visibleText(text))
    setDraft('')
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Scroller ref={scroller} label="Answers" className="min-h-0 flex-1" onScroll={onScroll}>
        {answers.length === 0 && <p className="max-w-160 px-4 py-4 text-pretty text-muted">{askable}</p>}
        <ol>
          {answers.map((answer) => (
            <li key={`${answer.at} ${answer.question}`} className="border-b border-soft px-4 py-2">
              <p className="flex max-w-200 gap-3 text-muted">
                <span className="min-w-0 flex-1 font-medium wrap-anywhere">{visibleText(answer.question)}</span>
                <RelativeTime at={answer.at} now={now} className="text-12 text-faint" />
              </p>
              <AnswerText text={answer.text} run={run.id} tasks={tasks} />
            </li>
          ))}
        </ol>
      </Scroller>
      <form
        className="flex flex-col gap-2 border-t border-line bg-panel px-4 py-2.5"
        onSubmit={(event) => {
          event.preventDefault()
          put(draft)
        }}
      >
        <div className="flex flex-wrap gap-1.5">
          {suggestions.map((question) => (
            <Button key={question} size="small" onClick={() => put(question)}>
              {question}
            </Button>
          ))}
        </div>
        <div className="flex max-w-200 gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label="Ask about this run"
              bare
              placeholder="Ask about this run, or about a task by its name"
              value={draft}
              maxLength={500}
              onChange={setDraft}
            />
          </div>
          <Button submit kind="main" why={draft.trim() === '' ? 'Write a question first.' : null}>
            Ask
          </Button>
        </div>
      </form>
    </div>
  )
}

interface AnswerTextProps {
  readonly text: string
  readonly run: string
  readonly tasks: readonly Named[]
}

function AnswerText({ text, run, tasks }: AnswerTextProps) {
  return (
    <p className="max-w-200 whitespace-pre-wrap wrap-anywhere">
      {linkParts(text, tasks).map((part) =>
        part.task === null ? (
          visibleText(part.text)
        ) : (
          <a key={part.at} href={addressOf(run, part.task)} className="rounded text-focus underline">
            {visibleText(part.text)}
          </a>
        ),
      )}
    </p>
  )
}

/** The thread of a task, or its place among the attempts where there is none yet. */
function addressOf(run: string, task: string): string {
  const { model } = useHost.getState()
  const found = model.task.get(task)
  const thread = found === undefined ? null : taskView(model, found).thread
  if (thread === null) return formatRoute({ screen: 'plan', run, tab: 'attempts', task })
  return formatRoute({ screen: 'board', scope: { kind: 'run', run }, thread, tab: 'conversation' })
}
