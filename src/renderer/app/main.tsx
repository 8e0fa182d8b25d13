import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { stayConnected } from '../client/connection.ts'
import { App } from './app.tsx'
import { paintEarly } from './theme.ts'
import './theme.css'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root element')
paintEarly()
void stayConnected()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
