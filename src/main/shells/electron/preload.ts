import { ipcRenderer, webUtils } from 'electron'
import { connectMessage, portsMessage } from '../../../shared/contract/desktop.ts'
import { droppedChannel, portsChannel } from './channels.ts'

// All that the page gets is ports: it sees no Electron, and this script's world is not its own.
window.addEventListener('message', ({ source, origin, data }) => {
  if (source === window && origin === location.origin && data?.type === connectMessage.type) {
    ipcRenderer.send(portsChannel)
  }
})

ipcRenderer.on(portsChannel, ({ ports }) => window.postMessage(portsMessage, location.origin, [...ports]))

// Only here can a dropped folder's path be known. What the page itself takes is left to it.
window.addEventListener('dragover', (event) => event.preventDefault())
window.addEventListener('drop', (event) => {
  if (event.defaultPrevented) return
  event.preventDefault()
  const [file] = event.dataTransfer?.files ?? []
  if (file !== undefined) ipcRenderer.send(droppedChannel, webUtils.getPathForFile(file))
})
