import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { automationSchema } from './lib/automation-schema.ts'
import { root } from './lib/root.ts'

writeFileSync(join(root, 'docs/automation.schema.json'), automationSchema())
