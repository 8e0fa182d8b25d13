import { gatewayContract } from './testing/gateway.contract.ts'
import { overFlowingPorts, overPorts, overSockets } from './testing/transports.ts'

gatewayContract('a message port', overPorts)
gatewayContract('a message port with flow', overFlowingPorts)
gatewayContract('a WebSocket', overSockets)
