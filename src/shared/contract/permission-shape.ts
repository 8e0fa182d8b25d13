import { z } from 'zod'
import { permissionLimits as limit } from '../domain/permission/policy.ts'

const pattern = z.string().min(1).max(limit.pattern)

const rule = z
  .object({
    verdict: z.enum(['allow', 'ask', 'deny']),
    tool: z.exactOptional(z.string().min(1).max(40)),
    path: z.exactOptional(pattern),
    command: z.exactOptional(pattern),
  })
  .refine(({ command, path, tool }) => command !== undefined || path !== undefined || tool !== undefined, {
    message: 'A rule names a tool, a path or a command.',
  })

/** How requests of a run's threads are answered. */
export const permissions = z.object({
  profile: z.enum(['standard', 'restricted']),
  rules: z.array(rule).max(limit.rules).readonly(),
})
