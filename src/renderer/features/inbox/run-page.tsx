import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import { tasksOf } from '../../../shared/domain/run/queries.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import { useModel, useWhyNot } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { plural } from '../../lib/format-number.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { Facts } from './facts.tsx'
import { itemWords } from './item-words.ts'
import type { RunItem } from './items.ts'
import { Page } from './page.tsx'
import type { Decide } from './use-decide.ts'

export interface RunPageProps {
  readonly item: RunItem
  readonly decide: Decide
}

/** What a run as a whole waits for. Its plan is the place to look at it, and to change what it may spend. */
export function RunPage({ item, decide }: RunPageProps) {
  const { run, task } = item
  const open: Action = {
    id: 'inbox.open',
    title: 'Open the plan',
    section: 'Inbox',
    keys: 'o',
    run: () => navigate({ screen: 'plan', run: run.id }),
  }
  const verbs = useVerbs(item, decide)
  // What is decided in the plan itself is reached by the button that one looks for.
  const main = verbs.length > 0 ? verbs : [open]
  const tasks = useModel((model) => tasksOf(model, run.id))
  return (
    <Page item={item} actions={[open, ...verbs]} failure={decide.failureOf(item)} ownWay={verbs.length === 0}>
      <Facts
        rows={[
          ['Goal', visibleLine(run.goal)],
          ['Tasks', task === undefined ? tasksInWords(tasks) : null],
          ['Gates', task === undefined ? gatesInWords(tasks) : null],
          ['Where', item.project === undefined ? null : visibleLine(item.project.name)],
        ]}
      />
      {task === undefined ? (
        <p className="text-muted">{itemWords(item).detail}</p>
      ) : (
        <p className="whitespace-pre-wrap wrap-anywhere">{visibleText(task.brief)}</p>
      )}
      {main.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {main.map((verb, at) => (
            <ActionButton key={verb.id} action={verb} kind={at === 0 ? 'main' : 'quiet'} showKeys />
          ))}
        </div>
      )}
    </Page>
  )
}

const tasksTold = 6

/** '3: Read prices once · Accept vouchers · Add the tax' */
function tasksInWords(tasks: readonly Task[]): string {
  const titles = tasks.slice(0, tasksTold).map(({ title }) => visibleLine(title))
  const more = tasks.length > tasksTold ? [`${tasks.length - tasksTold} more`] : []
  return tasks.length === 0 ? 'none yet' : `${tasks.length}: ${[...titles, ...more].join(' · ')}`
}

function gatesInWords(tasks: readonly Task[]): string | null {
  const quick = tasks.filter(({ effort }) => effort === 'quick').length
  if (tasks.length === 0) return null
  return quick === 0
    ? 'every task is proven by gates'
    : `${plural(quick, 'task')} of ${tasks.length} without any: nothing is proven there`
}

function useVerbs({ task, ...item }: RunItem, decide: Decide): readonly Action[] {
  const accept = useVerb('a', {
    title: 'Add the task',
    command: task && { type: 'task.accept', payload: { task: task.id } },
  })
  const decline = useVerb('x', {
    title: 'Decline it',
    command: task && { type: 'task.remove', payload: { task: task.id } },
  })
  const whole = { ...item, task }
  const sends = (verb: VerbOf, what: string): readonly Action[] => {
    const { command } = verb
    if (command === undefined) return []
    return [{ ...verb.action, run: () => decide.send(whole, command, what).then(() => undefined) }]
  }
  return [...sends(accept, 'Added'), ...sends(decline, 'Declined')]
}

interface VerbOf {
  readonly command: PublicCommand | undefined
  readonly action: Omit<Action, 'run'>
}

function useVerb(
  keys: string,
  { command, title }: { readonly title: string; readonly command: PublicCommand | undefined },
) {
  const blocked = useWhyNot(command ?? null)
  const id = `inbox.${command?.type ?? title}`
  return { command, action: { id, title, section: 'Inbox', keys, blocked } } satisfies VerbOf
}
