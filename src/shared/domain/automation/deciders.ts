import type { CommandType } from '../command.ts'
import type { Decide } from '../decision.ts'
import { decideAutomationAccept } from './decide/accept.ts'
import { decideAutomationCheck } from './decide/check.ts'
import { decideAutomationFire } from './decide/fire.ts'
import { decideFiringDrop } from './decide/firing-drop.ts'
import { decideFiringRelease } from './decide/firing-release.ts'
import { decideFiringReportDispatched } from './decide/firing-report-dispatched.ts'
import { decideFiringReportFollowed } from './decide/firing-report-followed.ts'
import { decideFiringReportUndispatched } from './decide/firing-report-undispatched.ts'
import { decideAutomationPause } from './decide/pause.ts'
import { decideAutomationReportFile } from './decide/report-file.ts'
import { decideAutomationReportHealth } from './decide/report-health.ts'
import { decideAutomationStopAll } from './decide/stop-all.ts'
import { decideAutomationSwitch } from './decide/switch.ts'

type Types = Extract<CommandType, `automation.${string}` | `firing.${string}`>

export const automationDeciders: { readonly [Type in Types]: Decide<Type> } = {
  'automation.accept': decideAutomationAccept,
  'automation.check': decideAutomationCheck,
  'automation.fire': decideAutomationFire,
  'automation.pause': decideAutomationPause,
  'automation.report-file': decideAutomationReportFile,
  'automation.report-health': decideAutomationReportHealth,
  'automation.stop-all': decideAutomationStopAll,
  'automation.switch': decideAutomationSwitch,
  'firing.drop': decideFiringDrop,
  'firing.release': decideFiringRelease,
  'firing.report-dispatched': decideFiringReportDispatched,
  'firing.report-followed': decideFiringReportFollowed,
  'firing.report-undispatched': decideFiringReportUndispatched,
}
