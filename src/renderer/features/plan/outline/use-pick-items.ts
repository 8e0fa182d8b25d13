import { useMemo } from 'react'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { useAgents } from '../../../client/agents.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import type { PickItem } from '../../../ui/pick-field.tsx'
import type { Picked } from '../use-plan-view.ts'

const efforts: readonly PickItem[] = [
  { value: 'quick', title: 'Quick', detail: 'No gates: nothing is proven.' },
  { value: 'standard', title: 'Standard', detail: 'Its gates must pass.' },
  { value: 'proven', title: 'Proven', detail: 'Gates, and somebody tries to refute it.' },
]

/** What can be picked for a task. */
export function usePickItems(task: Task, tasks: readonly Task[], what: Picked): readonly PickItem[] {
  const agents = useAgents()
  return useMemo(() => {
    switch (what) {
      case 'link':
        return tasks.filter(({ id }) => id !== task.id && !task.after.some(({ on }) => on === id)).map(asItem)
      case 'unlink':
        return tasks.filter(({ id }) => task.after.some(({ on }) => on === id)).map(asItem)
      case 'agent':
        return agents.map(({ id, name, state }) => ({
          value: id,
          title: visibleLine(name),
          detail: state.kind === 'missing' ? 'Not on this machine' : '',
        }))
      case 'effort':
        return efforts
    }
  }, [task, tasks, what, agents])
}

function asItem({ id, key, title }: Task): PickItem {
  return { value: id, title: visibleLine(key), detail: visibleLine(title) }
}
