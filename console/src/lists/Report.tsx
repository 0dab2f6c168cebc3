import { useTranslation } from 'react-i18next'
import type { ImportReport } from '../api/types'
import { Mark } from '../parts/Mark'
import { count, took } from '../parts/time'

/** What an import did, or why it did nothing; every rejected row with its place and reason. */
export function Report({ report }: { report: ImportReport }) {
  const { t, i18n } = useTranslation()
  const number = (n: number) => count(i18n.language, n)
  const same = !report.refused && report.added + report.changed + report.removed === 0
  return (
    <div className="report" role="status">
      <p className={`strong ${report.refused ? 'bad' : 'good'}`}>
        <Mark shape={report.refused ? 'cross' : 'tick'} />{' '}
        {report.refused ? t(`refused.${report.refused}`, { defaultValue: report.refusedWords ?? report.refused }) : same ? t('lists.same', { version: number(report.version) }) : t('lists.done', { version: number(report.version), took: took(t, i18n.language, report.tookMs) })}
      </p>
      <dl className="facts wide">
        <div><dt>{t('lists.entries')}</dt><dd>{number(report.entries)}</dd></div>
        <div><dt>{t('lists.added')}</dt><dd>{number(report.added)}</dd></div>
        <div><dt>{t('lists.changed')}</dt><dd>{number(report.changed)}</dd></div>
        <div><dt>{t('lists.removed')}</dt><dd>{number(report.removed)}</dd></div>
        <div><dt>{t('lists.unchanged')}</dt><dd>{number(report.unchanged)}</dd></div>
        <div><dt>{t('lists.rejected')}</dt><dd>{number(report.rejectedCount)}</dd></div>
      </dl>
      {report.unknownColumns.length > 0 && <p className="quiet">{t('lists.unknownColumns', { columns: report.unknownColumns.join(', ') })}</p>}
      {report.rejected.length > 0 && (
        <div className="table-box short" tabIndex={0} role="region" aria-label={t('lists.rejected')}>
          <table className="rows">
            <thead><tr><th>{t('lists.file')}</th><th className="n">{t('lists.line')}</th><th>{t('lists.reason')}</th></tr></thead>
            <tbody>{report.rejected.map((row, i) => <tr key={i}><td>{row.file}</td><td className="n">{number(row.line)}</td><td>{t(`rejected.${row.code}`, { defaultValue: row.words })}</td></tr>)}</tbody>
          </table>
        </div>
      )}
    </div>
  )
}
