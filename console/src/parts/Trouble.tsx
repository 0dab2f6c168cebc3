import { useTranslation } from 'react-i18next'
import { Problem } from '../api/client'
import { Key } from './Key'
import { Mark } from './Mark'

/** What went wrong in words, what to do, and the code under which docs/errors.md tells more. */
export function Trouble({ problem, again }: { problem: Error; again?: (() => void) | undefined }) {
  const { t, i18n } = useTranslation()
  const code = problem instanceof Problem ? problem.code : 'broken'
  const known = i18n.exists(`problem.${code}`)
  const server = problem instanceof Problem && problem.status >= 500
  return (
    <div className="trouble" role="alert">
      <Mark shape="bang" look="bad" />
      <div>
        <p className="strong">{server && code === 'broken' ? t('problem.serverFailed') : known ? t(`problem.${code}`) : server ? t('problem.serverFailed') : problem.message || t('problem.broken')}</p>
        <p className="quiet">{t('problem.code')} <code>{code}</code></p>
      </div>
      {again && <Key onPress={again}>{t('problem.again')}</Key>}
    </div>
  )
}
