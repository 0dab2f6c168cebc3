import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Entry } from '../parts/Entry'
import { Key } from '../parts/Key'
import { Screen } from '../parts/Screen'
import { Trouble } from '../parts/Trouble'
import { Looks } from '../shell/Looks'
import { signIn } from './session'

interface Props {
  /** Why nobody is signed in, when something led here. */
  why: 'signedOut' | 'locked' | 'expired' | null
  /** Who was signed in before a lock; offered again. */
  name: string
  done: () => void
}

export function SignIn({ why, name: before, done }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState(before)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<Error>()
  const [busy, setBusy] = useState(false)
  const enter = async (event: React.FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(undefined)
    try {
      await signIn(name.trim(), password)
      done()
    } catch (error) {
      setProblem(error as Error)
      setPassword('')
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="door">
      <Screen title={t('signIn.title')} lead={t(`signIn.lead.${why ?? 'none'}`)}>
        <Form onSubmit={event => void enter(event)} className="stack">
          <Entry label={t('signIn.name')} value={name} onChange={setName} autoComplete="username" isRequired autoFocus={before === ''} />
          <Entry label={t('signIn.password')} value={password} onChange={setPassword} type="password" autoComplete="current-password" isRequired autoFocus={before !== ''} />
          <div className="slot">{problem && <Trouble problem={problem} />}</div>
          <Key type="submit" look="main" isDisabled={busy} shortcut="Enter">{t('signIn.enter')}</Key>
        </Form>
      </Screen>
      <footer><Looks /></footer>
    </div>
  )
}
