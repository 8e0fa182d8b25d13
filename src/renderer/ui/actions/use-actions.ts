import { useContext, useEffect, useState } from 'react'
import type { Action } from './action.ts'
import { ActionLayer } from './action-layer.ts'
import { offerActions, withdrawActions } from './registry.ts'

/**
 * Offers actions to keys and palette while the component is mounted. The list may be made anew at
 * each render: `run` always sees the latest values, and others are told only of what shows.
 */
export function useActions(actions: readonly Action[]): void {
  const layer = useContext(ActionLayer)
  const [owner] = useState(() => Symbol('actions'))
  const [latest] = useState<{ actions: readonly Action[] }>(() => ({ actions: [] }))
  const shown = JSON.stringify(actions.map(({ run: _, ...facts }) => facts))

  useEffect(() => {
    latest.actions = actions
  })
  useEffect(() => {
    const facts = JSON.parse(shown) as readonly Omit<Action, 'run'>[]
    const run = (id: string) => latest.actions.find((action) => action.id === id)?.run()
    offerActions({ owner, layer, actions: facts.map((fact) => ({ ...fact, run: () => run(fact.id) })) })
  }, [owner, layer, latest, shown])
  useEffect(() => () => withdrawActions(owner), [owner])
}
