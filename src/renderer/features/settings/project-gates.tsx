import { useMemo } from 'react'
import type { HostApi } from '../../client/host-api.ts'
import { useAnswer } from '../../client/use-answer.ts'
import { plural } from '../../lib/format-number.ts'
import { visibleLine } from '../../lib/visible-text.ts'

/** What proves work of a project, as its checked-out commit says. */
export function ProjectGates({ folder }: { readonly folder: string }) {
  const inspect = useMemo(() => (api: HostApi) => api.repository.inspect({ folder }), [folder])
  const { value } = useAnswer(inspect)
  if (value?.kind !== 'repository') return null
  const gates = value.gates ?? []
  return (
    <span className="block">
      {gates.length === 0
        ? 'No gates: list commands under gates in .switchyard/project.yaml, and work is proven by them.'
        : `${plural(gates.length, 'gate')}: ${gates.map((gate) => visibleLine(gate)).join(' · ')}`}
    </span>
  )
}
