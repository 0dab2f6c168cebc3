import { useTranslation } from 'react-i18next'
import type { Differing } from '../api/types'
import { Mark } from '../parts/Mark'
import { moment } from '../parts/time'

/** Inspections that the hub answered otherwise: which list, which entry, which versions. Nothing of the traveller. */
export function Differences({ differing, isHub }: { differing: Differing[]; isHub: boolean }) {
  const { t, i18n } = useTranslation()
  return (
    <section>
      <h2 id="differing">{t('differing.title')}</h2>
      <p className="quiet">{t(differing.length === 0 ? 'differing.none' : 'differing.lead')}</p>
      {differing.length > 0 && (
        <div className="table-box short" role="region" aria-labelledby="differing" tabIndex={0}>
          <table className="rows">
            <thead>
              <tr>
                <th>{t('differing.at')}</th>{isHub && <th>{t('posts.post')}</th>}<th>{t('lists.list')}</th><th>{t('differing.entry')}</th>
                <th>{t('differing.only')}</th><th>{t('differing.versions')}</th><th>{t('differing.inspection')}</th>
              </tr>
            </thead>
            <tbody>
              {differing.map((one, at) => (
                <tr key={at}>
                  <td className="at">{moment(i18n.language, one.at)}</td>
                  {isHub && <td>{one.post ?? '-'}</td>}
                  <th scope="row">{one.list}</th>
                  <td className="mono">{one.entryId}</td>
                  <td className={one.refers ? 'bad' : ''}>{one.refers && <Mark shape="bang" look="bad" />} {t(`differing.${one.only}`)}</td>
                  <td>{t('differing.versionsOf', { post: one.hereVersion ?? '-', hub: one.hubVersion ?? '-' })}{one.hereVersion === one.hubVersion && <strong className="bad"> {t('differing.same')}</strong>}</td>
                  <td className="mono"><small>{one.inspection}</small></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
