import { useTranslation } from 'react-i18next'
import type { Source } from '../api/types'
import { Mark } from '../parts/Mark'
import { Empty, Screen, Waiting } from '../parts/Screen'
import { TableBox } from '../parts/TableBox'
import { Trouble } from '../parts/Trouble'
import { age, count } from '../parts/time'
import type { Loaded } from '../parts/useLoaded'

/** Everyone who is asked: whether he answers, from which version, and how old it is. */
export function Sources({ sources: { value, problem, reload } }: { sources: Loaded<Source[]> }) {
  const { t } = useTranslation()
  return (
    <Screen title={t('page.sources')} lead={t('sources.lead')}>
      {problem && <Trouble problem={problem} again={reload} />}
      {!value && !problem && <Waiting word={t('word.loading')} />}
      {value?.length === 0 && <Empty title={t('sources.none')}>{t('sources.noneLead')}</Empty>}
      {value && value.length > 0 && (
        <TableBox name={t('page.sources')}>
          <table className="rows">
            <thead>
              <tr>
                <th>{t('sources.source')}</th><th>{t('sources.stateHead')}</th><th>{t('lists.kind')}</th><th className="n">{t('lists.version')}</th>
                <th className="n">{t('lists.entries')}</th><th className="n">{t('sources.age')}</th><th className="n">{t('sources.limit')}</th><th className="n">{t('sources.deadline')}</th>
              </tr>
            </thead>
            <tbody>{value.map(source => <Row key={source.source} source={source} />)}</tbody>
          </table>
        </TableBox>
      )}
    </Screen>
  )
}

function Row({ source }: { source: Source }) {
  const { t, i18n } = useTranslation()
  const fine = source.state === 'ready' && !source.stale
  const word = source.state === 'ready' && source.stale ? 'sources.stale' : `sources.state.${source.state}`
  const number = (n: number | null) => (n === null ? '-' : count(i18n.language, n))
  return (
    <tr>
      <th scope="row">{source.title} {source.title !== source.source && <span className="quiet mono">{source.source}</span>}</th>
      <td className={fine ? 'good' : 'doubt'}><Mark shape={fine ? 'tick' : 'question'} /> {t(word)}</td>
      <td>{t(`kind.${source.kind}`, { defaultValue: source.kind })}</td>
      <td className="n">{number(source.listVersion)}</td>
      <td className="n">{number(source.entries)}</td>
      <td className={`n ${source.stale ? 'doubt' : ''}`}>{source.ageSeconds === null ? '-' : age(t, source.ageSeconds)}</td>
      <td className="n">{source.staleAfterSeconds === null ? t('sources.noLimit') : age(t, source.staleAfterSeconds)}</td>
      <td className="n">{t('age.ms', { n: count(i18n.language, source.deadlineMs) })}</td>
    </tr>
  )
}
