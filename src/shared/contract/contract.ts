import { automationsChannel } from './channels/automations.ts'
import { awayChannel } from './channels/away.ts'
import { commandsChannel } from './channels/commands.ts'
import { historyChannel } from './channels/history.ts'
import { hostChannel } from './channels/host.ts'
import { modelChannel } from './channels/model.ts'
import { onboardingChannel } from './channels/onboarding.ts'
import { peersChannel } from './channels/peers.ts'
import { plansChannel } from './channels/plans.ts'
import { repositoryChannel } from './channels/repository.ts'
import { reviewChannel } from './channels/review.ts'
import { settingsChannel } from './channels/settings.ts'
import { terminalChannel } from './channels/terminal.ts'
import { topologyChannel } from './channels/topology.ts'
import { transcriptChannel } from './channels/transcript.ts'

/** Everything a host offers to clients, over whatever transport. A new channel is one file and one line here. */
export const contract = {
  commands: commandsChannel,
  model: modelChannel,
  transcript: transcriptChannel,
  host: hostChannel,
  review: reviewChannel,
  history: historyChannel,
  repository: repositoryChannel,
  onboarding: onboardingChannel,
  plans: plansChannel,
  away: awayChannel,
  peers: peersChannel,
  topology: topologyChannel,
  automations: automationsChannel,
  settings: settingsChannel,
  terminal: terminalChannel,
}
