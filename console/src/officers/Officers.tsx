import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../api/client'
import type { Officer } from '../api/types'
import { Key } from '../parts/Key'
import { Mark } from '../parts/Mark'
import { Empty, Screen, Waiting } from '../parts/Screen'
import { TableBox } from '../parts/TableBox'
import { Trouble } from '../parts/Trouble'
import { useLoaded } from '../parts/useLoaded'
import { OfficerDialog } from './OfficerDialog'
import { Secret } from './Secret'

/** Who may work here, and as what. */
export function Officers() {
  const { t } = useTranslation()
  const { value, problem, reload } = useLoaded(signal => get<Officer[]>('/api/officers', signal), 'officers')
  const [editing, setEditing] = useState<{ officer: Officer | null } | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const [refused, setRefused] = useState<Error | null>(null)
  const act = async (officer: Officer, what: string, body?: unknown) => {
    setRefused(null)
    try {
      const told = await post<Officer>(`/api/officers/${encodeURIComponent(officer.name)}/${what}`, body)
      if (told.password) setSecret(told.password)
      reload()
    } catch (error) {
      setRefused(error as Error)
    }
  }
  return (
    <Screen title={t('page.officers')} lead={t('officers.lead')} tools={<Key look="main" onPress={() => setEditing({ officer: null })}>{t('officers.add')}</Key>}>
      {(problem || refused) && <Trouble problem={(refused ?? problem)!} again={reload} />}
      {!value && !problem && <Waiting word={t('word.loading')} />}
      {value?.length === 0 && <Empty title={t('officers.none')} />}
      {value && value.length > 0 && (
        <TableBox name={t('page.officers')}>
          <table className="rows">
            <thead><tr><th>{t('officers.name')}</th><th>{t('officers.displayName')}</th><th>{t('officers.roles')}</th><th>{t('officers.state')}</th><th><span className="hidden">{t('word.actions')}</span></th></tr></thead>
            <tbody>
              {value.map(officer => (
                <tr key={officer.name}>
                  <th scope="row" className="mono">{officer.name}</th>
                  <td>{officer.displayName}</td>
                  <td>{officer.roles.map(role => t(`role.${role}`)).join(', ')}</td>
                  <td className={officer.disabled ? 'doubt' : ''}>
                    {officer.disabled ? <><Mark shape="dash" /> {t('officers.disabled')}</> : officer.mustChangePassword ? t('officers.mustChange') : t('officers.active')}
                  </td>
                  <td className={officer.ofHub ? 'quiet' : ''}>
                    {officer.ofHub ? t('officers.ofHub') : (
                      <div className="row">
                        <Key onPress={() => setEditing({ officer })} aria-label={t('officers.editOf', { name: officer.name })}>{t('officers.edit')}</Key>
                        <Key onPress={() => void act(officer, 'reset-password')} aria-label={t('officers.resetOf', { name: officer.name })}>{t('officers.reset')}</Key>
                        <Key look={officer.disabled ? undefined : 'danger'} onPress={() => void act(officer, officer.disabled ? 'enable' : 'disable')}
                          aria-label={t(officer.disabled ? 'officers.enableOf' : 'officers.disableOf', { name: officer.name })}>{t(officer.disabled ? 'officers.enable' : 'officers.disable')}</Key>
                      </div>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {editing && <OfficerDialog officer={editing.officer} onClose={() => setEditing(null)} onDone={password => { setEditing(null); setSecret(password); reload() }} />}
      {secret && <Secret title={t('officers.passwordTitle')} lead={t('officers.passwordLead')} secret={secret} onClose={() => setSecret(null)} />}
    </Screen>
  )
}
