import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { planSchema } from './lib/plan-schema.ts'
import { root } from './lib/root.ts'

writeFileSync(join(root, 'docs/plan.schema.json'), planSchema())
