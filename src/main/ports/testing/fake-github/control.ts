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

/** What another process asks of the world; `look` answers comments and pull requests of a repository and all requests. */
export function control(world: ForgeWorld, body: unknown): unknown {
  const asked = order.parse(body)
  switch (asked.do) {
    case 'trouble':
      return world.troubles.push(asked.trouble)
    case 'revoke':
      return world.tokens.delete(asked.token)
    case 'removeRepository':
      return world.repositories.delete(asked.name)
    case 'look': {
      const { comments, issues } = world.repository(asked.name)
      return { comments, issues, asked: world.asked.map(({ authorization: _, ...request }) => request) }
    }
    default:
      return Reflect.apply(world[asked.do], world, asked.args) ?? null
  }
}
