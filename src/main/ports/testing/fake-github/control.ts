import { z } from 'zod'
import type { ForgeWorld, Trouble } from './world.ts'

/** Where a test in another process steers the fake: one POST a change, which answers what the change answers. */
export const controlPath = '/_control'

const changes = [
  'addToken',
  'addRepository',
  'openIssue',
  'label',
  'closeIssue',
  'editIssue',
  'comment',
  'editComment',
  'openPull',
  'push',
  'ready',
  'commit',
  'check',
  'finishCheck',
] as const

const order = z.discriminatedUnion('do', [
  z.object({ do: z.enum(changes), args: z.array(z.unknown()) }),
  z.object({ do: z.literal('trouble'), trouble: z.custom<Trouble>() }),
  z.object({ do: z.literal('revoke'), token: z.string() }),
  z.object({ do: z.literal('removeRepository'), name: z.string() }),
  z.object({ do: z.literal('look'), name: z.string() }),
])

/** What another process asks of the world; `look` answers what a repository holds, and all requests. */
export function control(world: ForgeWorld, body: unknown): { readonly status: number; readonly body: unknown } {
  const asked = order.safeParse(body)
  if (!asked.success) return { status: 400, body: asked.error.issues }
  try {
    return { status: 200, body: carryOut(world, asked.data) ?? null }
  } catch (error) {
    return { status: 400, body: { message: String(error) } }
  }
}

function carryOut(world: ForgeWorld, asked: z.infer<typeof order>): unknown {
  switch (asked.do) {
    case 'trouble':
      return world.troubles.push(asked.trouble)
    case 'revoke':
      return world.tokens.delete(asked.token)
    case 'removeRepository':
      return world.repositories.delete(asked.name)
    case 'look': {
      const { checks, comments, events, issues } = world.repository(asked.name)
      return { issues, comments, events, checks, asked: world.asked.map(({ authorization: _, ...request }) => request) }
    }
    default:
      return Reflect.apply(world[asked.do], world, asked.args)
  }
}
