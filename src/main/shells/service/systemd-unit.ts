import { commandOf, restartSeconds, type ServiceDefinition, stopSeconds } from './service-definition.ts'

/** A user unit of systemd. It runs as long as the person is logged in, or always where lingering is enabled. */
export function systemdUnit(definition: ServiceDefinition): string {
  return `[Unit]
Description=Switchyard host: supervises coding agents without a window
StartLimitIntervalSec=0

[Service]
ExecStart=${commandOf(definition).map(quoted).join(' ')}
Environment=${assignment('PATH', definition.path)}
Restart=on-failure
RestartSec=${restartSeconds}
TimeoutStopSec=${stopSeconds}
KillMode=mixed
UMask=0077

[Install]
WantedBy=default.target
`
}

/** As one word of a command: systemd takes % for its own names and $ for variables. */
function quoted(word: string): string {
  return `"${escaped(word).replaceAll('$', '$$$$')}"`
}

/** Variables are not looked for in an assignment. */
function assignment(name: string, value: string): string {
  return `"${name}=${escaped(value)}"`
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')
}
