import { z } from 'zod'
import { messageLimits } from '../../shared/domain/peers/limits.ts'

/** Fields that several tools have. */
export const peerField = z
  .string()
  .min(1)
  .max(200)
  .describe('Which peer: its id, the id of its task, or its title, as list_peers tells them.')

export const idField = (description: string) => z.string().min(1).max(64).describe(description)

export const textField = (description: string) => z.string().min(1).max(messageLimits.text).describe(description)

export const becauseField = (description: string) => z.string().min(1).max(500).describe(description)

export const pageField = z.number().int().min(1).max(1000).optional().describe('Which page, from 1.')
