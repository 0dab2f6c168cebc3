import { useTranslation } from 'react-i18next'
import type { TrustedState } from '../api/types'
import { Key } from '../parts/Key'
import { Screen } from '../parts/Screen'
import { count, day } from '../parts/time'
import { go } from '../shell/route'

/** Every certificate of one State. */
export function OneState({ state }: { state: TrustedState }) {
  const { t, i18n } = useTranslation()
  const told = { certificates: count(i18n.language, state.certificates.length), revocations: count(i18n.language, state.revocations.length), deviations: count(i18n.language, state.deviations) }
  const title = state.country || t('trust.noState')
  return (
    <Screen title={title} lead={t('trust.stateLead', told)} tools={<Key look="quiet" onPress={() => go('/trust')}>{t('word.back')}</Key>}>
      <div className="table-box" tabIndex={0} role="region" aria-label={title}>
        <table className="rows">
          <thead>
            <tr>
              <th>{t('trust.subject')}</th><th>{t('trust.kind')}</th><th>{t('trust.from')}</th><th>{t('trust.to')}</th>
              <th>{t('trust.key')}</th><th>{t('trust.signedWith')}</th><th>{t('trust.sources')}</th>
            </tr>
          </thead>
          <tbody>
            {state.certificates.map(one => (
              <tr key={one.sha256}>
                <th scope="row" className="wrap"><span title={one.sha256}>{one.subject}</span></th>
                <td>{t(one.authority ? 'trust.authority' : 'trust.signer')}</td>
                <td className="at">{day(i18n.language, one.notBefore.slice(0, 10))}</td>
                <td className="at">{day(i18n.language, one.notAfter.slice(0, 10))}{one.expired && <span className="doubt"> {t('trust.isExpired')}</span>}</td>
                <td>{one.key}</td>
                <td>{one.signedWith}</td>
                <td>{one.sources.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Screen>
  )
}
