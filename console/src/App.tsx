import { useCallback, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { onLine, onSignedOut, Problem } from './api/client'
import type { Session } from './api/types'
import { Trouble } from './parts/Trouble'
import { Waiting } from './parts/Screen'
import { ChangePassword } from './session/ChangePassword'
import { SignIn } from './session/SignIn'
import { readSession, SessionContext, signOut } from './session/session'
import { Pages } from './shell/Pages'

type Why = 'signedOut' | 'locked' | 'expired'
type State = { at: 'asking' } | { at: 'out'; why: Why | null; name: string } | { at: 'in'; session: Session } | { at: 'trouble'; problem: Error }

export function App() {
  const { t, i18n } = useTranslation()
  const [state, setState] = useState<State>({ at: 'asking' })
  const [up, setUp] = useState(true)
  const ask = useCallback(() => {
    readSession().then(
      session => setState({ at: 'in', session }),
      (problem: Error) => setState(old => problem instanceof Problem && problem.status === 401
        ? (old.at === 'out' ? old : { at: 'out', why: null, name: '' })
        : { at: 'trouble', problem }),
    )
  }, [])
  useEffect(ask, [ask])
  useEffect(() => onLine(line => setUp(line === 'up')), [])
  useEffect(() => onSignedOut(() => setState(old => (old.at === 'in' ? { at: 'out', why: 'expired', name: old.session.name } : old))), [])
  const leave = useCallback((why: 'signedOut' | 'locked') => {
    // What is shown goes first: the screen must be empty even when the server does not answer.
    setState(old => ({ at: 'out', why, name: why === 'locked' && old.at === 'in' ? old.session.name : '' }))
    signOut().catch(() => undefined)
  }, [])
  return (
    <I18nProvider locale={i18n.language === 'ru' ? 'ru-RU' : 'en-GB'}>
      {state.at === 'asking' && <Waiting word={t('word.loading')} />}
      {state.at === 'trouble' && <main className="door"><h1 className="hidden">Limen</h1><Trouble problem={state.problem} again={ask} /></main>}
      {state.at === 'out' && <SignIn why={state.why} name={state.name} done={ask} />}
      {state.at === 'in' && (
        <SessionContext value={{ session: state.session, leave }}>
          {state.session.mustChangePassword
            ? <ChangePassword forced done={ask} leave={() => leave('signedOut')} />
            : <Pages up={up} />}
        </SessionContext>
      )}
    </I18nProvider>
  )
}
