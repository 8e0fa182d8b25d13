import { holdsOf } from '../../../shared/domain/permission/holds.ts'
import type { PermissionRule } from '../../../shared/domain/permission/policy.ts'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import { isObject } from '../../lib/form-change.ts'
import { plural } from '../../lib/format-number.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Chip } from './chip.tsx'
import type { PartProps } from './part.tsx'
import {
  type Aspect,
  addRule,
  aspects,
  chooseProfile,
  policyOf,
  removeRule,
  setPattern,
  setVerdict,
  usualPolicy,
} from './policy-fields.ts'

/** What its threads may do, and what truly holds them. */
export function PermissionsChip({ fields, offers, change }: PartProps) {
  const dispatch = isObject(fields.dispatch) ? fields.dispatch : {}
  const kinds = isObject(fields.on) ? Object.keys(fields.on) : []
  const outside = offers.triggers.some(({ kind, outside }) => outside && kinds.includes(kind))
  const value = dispatch.permissions
  const usual = usualPolicy(outside)
  const policy = policyOf(value) ?? usual
  const rules = policy.rules.length === 0 ? '' : `, ${plural(policy.rules.length, 'rule')}`
  return (
    <Chip
      title="Permissions"
      editor={
        <>
          <div>
            <Segmented
              label="Profile"
              value={value === undefined ? '' : policy.profile}
              choices={[
                ...(isObject(value) ? [] : [{ value: '', title: `As usual: ${usual.profile}` }]),
                { value: 'restricted', title: 'Restricted' },
                { value: 'standard', title: 'Standard' },
              ]}
              onChange={(profile) => change(chooseProfile(value, profile))}
            />
          </div>
          <ul className="list-disc pl-4 text-12 text-muted">
            {holdsOf(policy, offers).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <Rules
            value={value}
            policy={policy}
            change={change}
            onAdd={() => change(...addRule(value, firstRule, usual))}
          />
        </>
      }
    >
      {policy.profile === 'restricted' ? 'Restricted permissions' : 'Standard permissions'}
      {rules}
    </Chip>
  )
}

const firstRule = { verdict: 'allow', command: '' }

const verdicts = [
  { value: 'allow', title: 'Allow' },
  { value: 'ask', title: 'Ask' },
  { value: 'deny', title: 'Deny' },
]

const aspectWords: Readonly<Record<Aspect, { readonly title: string; readonly example: string }>> = {
  command: { title: 'the command', example: 'npm test*' },
  path: { title: 'the path', example: 'docs/**' },
  tool: { title: 'the kind of tool', example: 'fetch' },
}

interface RulesProps extends Pick<PartProps, 'change'> {
  readonly value: JsonValue | undefined
  readonly policy: { readonly profile: 'standard' | 'restricted'; readonly rules: readonly PermissionRule[] }
  readonly onAdd: () => void
}

function Rules({ policy, change, onAdd }: RulesProps) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="pb-1 text-12 text-muted">
        Rules: a denial stands before a question, a question before an allowance
      </legend>
      {policy.rules.map((rule, at) => {
        const aspect = aspects.find((one) => rule[one] !== undefined) ?? 'command'
        const name = `Rule ${at + 1}`
        const set = (next: { readonly aspect: Aspect; readonly pattern: string }) =>
          change(...setPattern(at, aspect, next))
        const pattern = rule[aspect] ?? ''
        const further = aspects.filter((one) => one !== aspect && rule[one] !== undefined)
        return (
          <div key={`${name} of ${policy.rules.length}`} className="flex flex-wrap items-center gap-1.5">
            <Select
              label={`${name}: verdict`}
              value={rule.verdict}
              options={verdicts}
              onChange={(verdict) => change(setVerdict(at, verdict))}
            />
            <Select
              label={`${name}: about`}
              value={aspect}
              options={aspects
                .filter((one) => !further.includes(one))
                .map((one) => ({ value: one, title: aspectWords[one].title }))}
              onChange={(next) => set({ aspect: next, pattern })}
            />
            <div className="min-w-0 flex-1">
              <TextField
                label={`${name}: ${aspectWords[aspect].title}`}
                bare
                mono
                value={pattern}
                placeholder={aspectWords[aspect].example}
                onChange={(text) => set({ aspect, pattern: text })}
              />
            </div>
            <Button
              size="small"
              kind="quiet"
              aria-label={`Remove ${name.toLowerCase()}`}
              onClick={() => change(removeRule(policy, at))}
            >
              Remove
            </Button>
            {further.length > 0 && (
              <p className="basis-full pl-2.5 text-12 text-muted wrap-anywhere">{furtherWords(rule, further)}</p>
            )}
          </div>
        )
      })}
      <div>
        <Button size="small" onClick={onAdd}>
          Add a rule
        </Button>
      </div>
    </fieldset>
  )
}

/** What a rule of a file names beside what has a field here. */
function furtherWords(rule: PermissionRule, further: readonly Aspect[]): string {
  const named = further.map((one) => `${aspectWords[one].title} is ${visibleLine(rule[one] ?? '')}`)
  return `Only where ${named.join(' and ')}; to change that, use the YAML.`
}
