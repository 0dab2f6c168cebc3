import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Entry } from '../parts/Entry'
import { Key } from '../parts/Key'
import { Screen } from '../parts/Screen'
import { Trouble } from '../parts/Trouble'
import { changePassword } from './session'

const shortest = 12

/** Asked of everyone whose password was set by somebody else. */
export function ChangePassword({ forced, done, leave }: { forced: boolean; done: () => void; leave: () => void }) {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<Error>()
  const short = next.length < shortest ? t('password.short', { n: shortest }) : undefined
  const different = next !== again ? t('password.different') : undefined
  const change = async (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    setProblem(undefined)
    if (short || different) return
    try {
      await changePassword(current, next)
      done()
    } catch (error) {
      setProblem(error as Error)
    }
  }
  return (
    <div className="door">
      <Screen title={t('password.title')} lead={forced ? t('password.forced') : t('password.lead')}>
        <Form onSubmit={event => void change(event)} className="stack" validationBehavior="aria">
          <Entry label={t('password.current')} value={current} onChange={setCurrent} type="password" autoComplete="current-password" autoFocus />
          <Entry label={t('password.next')} value={next} onChange={setNext} type="password" autoComplete="new-password"
            hint={t('password.hint', { n: shortest })} wrong={tried ? short : undefined} />
          <Entry label={t('password.again')} value={again} onChange={setAgain} type="password" autoComplete="new-password" wrong={tried ? different : undefined} />
          <div className="slot">{problem && <Trouble problem={problem} />}</div>
          <div className="row">
            <Key type="submit" look="main" shortcut="Enter">{t('password.change')}</Key>
            <Key onPress={leave}>{forced ? t('session.signOut') : t('word.cancel')}</Key>
          </div>
        </Form>
      </Screen>
    </div>
  )
}
