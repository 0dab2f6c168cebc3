import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, remove } from '../api/client'
import type { ApiKey } from '../api/types'
import { Key } from '../parts/Key'
import { Mark } from '../parts/Mark'
import { Empty, Screen, Waiting } from '../parts/Screen'
import { TableBox } from '../parts/TableBox'
import { Trouble } from '../parts/Trouble'
import { moment } from '../parts/time'
import { useLoaded } from '../parts/useLoaded'
import { KeyDialog } from './KeyDialog'
import { Secret } from './Secret'

/** Keys by which machines ask: other nodes, gates, readers. */
export function Keys() {
  const { t, i18n } = useTranslation()
  const { value, problem, reload } = useLoaded(signal => get<ApiKey[]>('/api/keys', signal), 'keys')
  const [making, setMaking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [refused, setRefused] = useState<Error | null>(null)
  const revoke = (key: ApiKey) => { remove(`/api/keys/${encodeURIComponent(key.id)}`).then(reload, (error: Error) => setRefused(error)) }
  const at = (time: string | null) => (time ? moment(i18n.language, time) : '-')
  return (
    <Screen title={t('page.keys')} lead={t('keys.lead')} tools={<Key look="main" onPress={() => setMaking(true)}>{t('keys.add')}</Key>}>
      {(problem || refused) && <Trouble problem={(refused ?? problem)!} again={reload} />}
      {!value && !problem && <Waiting word={t('word.loading')} />}
      {value?.length === 0 && <Empty title={t('keys.none')}>{t('keys.noneLead')}</Empty>}
      {value && value.length > 0 && (
        <TableBox name={t('page.keys')}>
          <table className="rows">
            <thead><tr><th>{t('keys.name')}</th><th>{t('officers.roles')}</th><th>{t('keys.created')}</th><th>{t('keys.lastUsed')}</th><th>{t('keys.expires')}</th><th><span className="hidden">{t('word.actions')}</span></th></tr></thead>
            <tbody>
              {value.map(key => (
                <tr key={key.id}>
                  <th scope="row">{key.name}</th>
                  <td>{key.roles.map(role => t(`role.${role}`)).join(', ')}</td>
                  <td>{at(key.createdAt)}</td>
                  <td>{at(key.lastUsedAt)}</td>
                  <td>{at(key.expiresAt)}</td>
                  <td>{key.revokedAt
                    ? <span className="doubt"><Mark shape="dash" /> {t('keys.revoked')}</span>
                    : <Key look="danger" onPress={() => revoke(key)} aria-label={t('keys.revokeOf', { name: key.name })}>{t('keys.revoke')}</Key>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {making && <KeyDialog onClose={() => setMaking(false)} onDone={made => { setMaking(false); setSecret(made); reload() }} />}
      {secret && <Secret title={t('keys.secretTitle')} lead={t('keys.secretLead')} secret={secret} onClose={() => setSecret(null)} />}
    </Screen>
  )
}
