import type { RunPolicy } from '../../../../shared/domain/run/state.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { BudgetFields } from '../../../ui/budget-fields.tsx'
import { Switch } from '../../../ui/checkbox.tsx'
import { NumberInput } from '../../../ui/number-input.tsx'
import { HeldText } from '../task/held-text.tsx'
import { readLines } from '../task/read-lines.ts'
import type { Configure } from './configure.ts'

export interface PlanRulesProps {
  readonly policy: RunPolicy
  readonly onChange: (change: Configure) => void
}

/** Gates, budget and limits of the whole run. They may be changed while it runs. */
export function PlanRules({ policy, onChange }: PlanRulesProps) {
  const { gates, projectGates = [], budget, limits, autoLand, teams, topology } = policy
  const own = gates.filter((gate) => !projectGates.includes(gate))
  return (
    <section
      aria-label="Rules"
      className="grid grid-cols-[minmax(200px,1fr)_auto_auto] gap-x-8 gap-y-3 border-t border-soft bg-section px-4 py-3 @max-[860px]/plan:grid-cols-1"
    >
      <HeldText
        label="Gates of every task, one command per line"
        mono
        value={own.join('\n')}
        hint={
          projectGates.length === 0
            ? undefined
            : `Beside those of the project: ${projectGates.map(visibleLine).join(' · ')}`
        }
        placeholder="npm test"
        onKeep={(text) => onChange({ gates: readLines(text) })}
      />
      <BudgetFields label="Budget of the run" budget={budget} onChange={(next) => onChange({ budget: next })} />
      <div className="flex flex-col gap-1">
        <p className="mb-1 text-12 text-muted">Limits</p>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-muted">
          <span className="flex items-center gap-1.5">
            <NumberInput
              label="Tasks at once"
              whole
              placeholder="pool"
              value={limits.parallel}
              onChange={(parallel) => onChange({ limits: { ...limits, parallel } })}
            />
            at once
          </span>
          <span className="flex items-center gap-1.5">
            <NumberInput
              label="Open reviews"
              whole
              placeholder="pool"
              value={limits.review}
              onChange={(review) => onChange({ limits: { ...limits, review } })}
            />
            open reviews
          </span>
        </div>
        <Switch
          className="mt-1"
          label="Land by itself what met its effort"
          checked={autoLand}
          onChange={(next) => onChange({ autoLand: next })}
        />
        {topology === 'adaptive' && (
          <Switch
            label="Make teams by itself"
            hint="Without it, you are asked."
            checked={teams === 'automatic'}
            onChange={(next) => onChange({ teams: next ? 'automatic' : 'ask' })}
          />
        )}
      </div>
    </section>
  )
}
