import type { FollowUps } from '../follow-up.ts'

export const topologyFollowUps: FollowUps = {}
