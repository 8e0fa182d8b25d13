import type { FollowUps } from '../follow-up.ts'

export const automationFollowUps: FollowUps = {}
