import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { lettersAct, letLettersAct } from './shell/letters'
import { dress } from './shell/theme'
import './words'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/firstline.css'
import './styles/tables.css'
import './styles/posts.css'

dress()
letLettersAct(lettersAct())
createRoot(document.getElementById('root')!).render(<StrictMode><App /></StrictMode>)
