import type { CommandType } from '../command.ts'
import type { Decide } from '../decision.ts'
import { decideOutboundApprove } from './decide/approve.ts'
import { decideOutboundRefuse } from './decide/refuse.ts'
import { decideOutboundReportFailed } from './decide/report-failed.ts'
import { decideOutboundReportSent } from './decide/report-sent.ts'
import { decideOutboundRetry } from './decide/retry.ts'
import { decideOutboundStage } from './decide/stage.ts'

type Types = Extract<CommandType, `outbound.${string}`>

export const outboundDeciders: { readonly [Type in Types]: Decide<Type> } = {
  'outbound.approve': decideOutboundApprove,
  'outbound.refuse': decideOutboundRefuse,
  'outbound.report-failed': decideOutboundReportFailed,
  'outbound.report-sent': decideOutboundReportSent,
  'outbound.retry': decideOutboundRetry,
  'outbound.stage': decideOutboundStage,
}
