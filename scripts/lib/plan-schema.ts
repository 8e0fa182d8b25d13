import { z } from 'zod'
import { writtenPlan } from '../../src/shared/contract/written-plan-shape.ts'

/** Of docs/plan.schema.json: what a plan file may hold, as editors check it. */
export function planSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(writtenPlan, { target: 'draft-2020-12', io: 'input' })
  return `${JSON.stringify({ $schema, title: 'A plan of Switchyard', ...schema }, null, 2)}\n`
}
