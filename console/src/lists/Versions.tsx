import { useTranslation } from 'react-i18next'
import { get } from '../api/client'
import type { ListState, ListVersion } from '../api/types'
import { Key } from '../parts/Key'
import { Screen, Waiting } from '../parts/Screen'
import { TableBox } from '../parts/TableBox'
import { Trouble } from '../parts/Trouble'
import { count, moment } from '../parts/time'
import { useLoaded } from '../parts/useLoaded'
import { go } from '../shell/route'

/** How a list came to be what it is. */
export function Versions({ list }: { list: ListState }) {
  const { t, i18n } = useTranslation()
  const { value, problem, reload } = useLoaded(signal => get<ListVersion[]>(`/api/lists/${encodeURIComponent(list.id)}/versions`, signal), list.id)
  const number = (n: number | null | undefined) => (n === null || n === undefined ? '-' : count(i18n.language, n))
  return (
    <Screen title={list.title} lead={t('lists.versionsLead')} tools={<Key look="quiet" onPress={() => go('/lists')}>{t('word.back')}</Key>}>
      {problem && <Trouble problem={problem} again={reload} />}
      {!value && !problem && <Waiting word={t('word.loading')} />}
      {value && (
        <TableBox name={list.title}>
          <table className="rows">
            <thead><tr><th className="n">{t('lists.version')}</th><th>{t('lists.importedAt')}</th><th className="n">{t('lists.entries')}</th><th className="n">{t('lists.added')}</th><th className="n">{t('lists.changed')}</th><th className="n">{t('lists.removed')}</th><th>{t('lists.by')}</th></tr></thead>
            <tbody>
              {value.map(version => (
                <tr key={version.version}>
                  <th scope="row" className="n">{number(version.version)}</th>
                  <td className="at">{moment(i18n.language, version.importedAt)}</td>
                  <td className="n">{number(version.entries)}</td>
                  <td className="n">{number(version.added)}</td>
                  <td className="n">{number(version.changed)}</td>
                  <td className="n">{number(version.removed)}</td>
                  <td>{version.importedBy}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </Screen>
  )
}
