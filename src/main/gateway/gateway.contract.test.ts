import { gatewayContract } from './testing/gateway.contract.ts'
import { overPorts, overSockets } from './testing/transports.ts'

gatewayContract('a message port', overPorts)
gatewayContract('a WebSocket', overSockets)
