import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client'
import type { TrustedState, TrustShown } from '../api/types'
import { Key } from '../parts/Key'
import { Mark } from '../parts/Mark'
import { Empty, Screen, Waiting } from '../parts/Screen'
import { Trouble } from '../parts/Trouble'
import { count, day } from '../parts/time'
import { useLoaded } from '../parts/useLoaded'
import { useRoute } from '../shell/route'
import { OneState } from './OneState'
import { TrustImport } from './TrustImport'

/** Whom this node believes when it signs chips and seals, by State. */
export function Trust() {
  const { t, i18n } = useTranslation()
  const country = useRoute()[1]
  const { value, problem, reload } = useLoaded(signal => get<TrustShown>('/api/trust', signal), 'trust')
  const [importing, setImporting] = useState(false)
  const shown = value?.states.find(state => (state.country || '-') === country)
  if (shown) return <OneState state={shown} />
  const certificates = value?.states.reduce((sum, state) => sum + state.certificates.length, 0) ?? 0
  return (
    <Screen title={t('page.trust')} lead={t('trust.lead')} tools={<Key look="main" onPress={() => setImporting(true)}>{t('trust.import')}</Key>}>
      {problem && <Trouble problem={problem} again={reload} />}
      {!value && !problem && <Waiting word={t('word.loading')} />}
      {value && value.altered.length > 0 && <p className="bad strong" role="alert"><Mark shape="cross" /> {t('trust.altered', { n: value.altered.length })}</p>}
      {value?.states.length === 0 && <Empty title={t('trust.none')}>{t('trust.noneLead')}</Empty>}
      {value && value.states.length > 0 && (
        <>
          <p className="quiet">{t('trust.sum', { states: count(i18n.language, value.states.length), certificates: count(i18n.language, certificates), version: value.version })}</p>
          <div className="table-box" tabIndex={0} role="region" aria-label={t('page.trust')}>
            <table className="rows">
              <thead>
                <tr>
                  <th>{t('trust.state')}</th><th className="n">{t('trust.authorities')}</th><th className="n">{t('trust.signers')}</th><th className="n">{t('trust.expired')}</th>
                  <th>{t('trust.until')}</th><th className="n">{t('trust.revoked')}</th><th>{t('trust.algorithms')}</th><th>{t('trust.sources')}</th>
                </tr>
              </thead>
              <tbody>{value.states.map(state => <Row key={state.country} state={state} />)}</tbody>
            </table>
          </div>
        </>
      )}
      {importing && <TrustImport onClose={() => setImporting(false)} onImported={reload} />}
    </Screen>
  )
}

function Row({ state }: { state: TrustedState }) {
  const { t, i18n } = useTranslation()
  const { certificates } = state
  const authorities = certificates.filter(one => one.authority).length
  const last = certificates.map(one => one.notAfter).sort().at(-1)
  const number = (n: number) => (n === 0 ? '-' : count(i18n.language, n))
  return (
    <tr>
      <th scope="row"><a href={`#/trust/${encodeURIComponent(state.country || '-')}`}>{state.country || t('trust.noState')}</a></th>
      <td className="n">{number(authorities)}</td>
      <td className="n">{number(certificates.length - authorities)}</td>
      <td className="n">{number(certificates.filter(one => one.expired).length)}</td>
      <td className="at">{last ? day(i18n.language, last.slice(0, 10)) : '-'}</td>
      <td className="n">{number(state.revocations.reduce((sum, list) => sum + list.count, 0))}</td>
      <td>{[...new Set(certificates.map(one => one.key))].sort().join(', ')}</td>
      <td>{[...new Set(certificates.flatMap(one => one.sources))].sort().join(', ')}</td>
    </tr>
  )
}
